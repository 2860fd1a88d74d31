import { shortDate } from '../../core/calendar-date.ts'
import { tableNames } from '../borough-tables.ts'
import { cohortNames, cohorts } from '../needs-analysis/cohorts.ts'
import type { KeptDraft, ScenarioLine } from '../store.ts'
import { type ChosenSection, harms, likelihoods, sectionKinds, sectionTitles } from './draft.ts'
import { factTitles } from './facts-section.ts'

/** How likely a risk is, in words. */
export const likelyOptions = { unlikely: 'Unlikely', possible: 'Possible', likely: 'Likely' } as const
/** How much harm it would do, in words. */
export const harmOptions = { small: 'Small', serious: 'Serious', severe: 'Severe' } as const

/** Sections that are in or out as a whole. */
const wholeSections = ['coverage', 'buildings', 'market', 'services', 'papers', 'risks'] as const

/** The fields of a risk: in words, so that members read a judgement and no sum. */
export const riskFields = [
  { type: 'long', id: 'what', label: 'What may go wrong?', hint: 'A whole sentence, as members will read it', rows: 3 },
  {
    type: 'radios',
    id: 'likely',
    label: 'How likely is it?',
    inline: true,
    options: likelihoods.map((value) => ({ value, text: likelyOptions[value] })),
  },
  {
    type: 'radios',
    id: 'harm',
    label: 'How bad would it be?',
    inline: true,
    options: harms.map((value) => ({ value, text: harmOptions[value] })),
  },
  { type: 'long', id: 'done', label: 'What is done about it?', rows: 3 },
  {
    type: 'text',
    id: 'owner',
    label: 'Who owns it?',
    hint: 'A name or a post, such as “Head of commissioning”',
    width: '20',
  },
]

export const wordsFields = [
  { type: 'text', id: 'title', label: 'Title' },
  { type: 'text', id: 'audience', label: 'Who is it for?', hint: 'For example: Adults and Health Committee' },
  { type: 'date', id: 'meetingOn', label: 'Date of the meeting', hint: 'For example, 10 12 2026' },
  {
    type: 'long',
    id: 'asked',
    label: 'What are members asked to decide?',
    hint: 'In plain words: they may know nothing of day opportunities',
    rows: 4,
  },
  {
    type: 'long',
    id: 'recommendation',
    label: 'What do you recommend?',
    hint: 'You can leave it until later, but the report cannot be issued without it',
    rows: 4,
  },
  {
    type: 'long',
    id: 'words',
    label: 'What else do you want to say? (optional)',
    hint: 'Your own paragraphs. They stand before the figures',
    rows: 8,
  },
]

/** What was typed of a draft’s words, for its form. */
export function wordsTyped(
  draft: Pick<KeptDraft, 'title' | 'audience' | 'meetingOn' | 'asked' | 'recommendation' | 'words'>,
): Record<string, string> {
  const [year = '', month = '', date = ''] = draft.meetingOn.split('-')
  return {
    title: draft.title,
    audience: draft.audience,
    'meetingOn-day': String(Number(date)),
    'meetingOn-month': String(Number(month)),
    'meetingOn-year': year,
    asked: draft.asked,
    recommendation: draft.recommendation,
    words: draft.words,
  }
}

const isWorkedOut = ({ workedOut }: ScenarioLine) => workedOut

/** The fields with which sections are chosen: key facts, scenarios, groups of people, and the rest. */
export function sectionFields(scenarios: readonly ScenarioLine[]) {
  const ready = scenarios.filter(isWorkedOut)
  return [
    {
      type: 'several',
      id: 'facts',
      label: sectionTitles.facts,
      hint: 'From the records, each beside what the papers print',
      options: tableNames.map((value) => ({ value, text: factTitles[value] })),
    },
    ...(ready.length === 0
      ? [
          {
            type: 'heading',
            id: '',
            label: sectionTitles.scenarios,
            hint: 'No scenario is saved and worked out yet. Save one under “Scenarios”, then come back.',
          },
        ]
      : [
          {
            type: 'several',
            id: 'scenarios',
            label: sectionTitles.scenarios,
            hint: 'Up to three stand side by side, always with what happens if nothing changes, the range, carers, people’s hours and who it falls on',
            options: ready.map(({ id, name, savedBy, savedOn }) => ({
              value: id,
              text: `${name} (${savedBy}, ${shortDate(savedOn)})`,
            })),
          },
        ]),
    {
      type: 'several',
      id: 'needs',
      label: sectionTitles.needs,
      hint: 'Assumptions are marked',
      options: cohortNames.map((value) => ({ value, text: cohorts[value] })),
    },
    {
      type: 'several',
      id: 'rest',
      label: 'And also',
      options: wholeSections.map((value) => ({ value, text: sectionTitles[value] })),
    },
  ]
}

/** What is chosen, as the form shows it. */
export function sectionsTyped(chosen: readonly ChosenSection[]): Record<string, string> {
  const of = (kind: string) => chosen.find((one) => one.kind === kind)?.chosen.join(',') ?? ''
  const rest = wholeSections.filter((kind) => chosen.some((one) => one.kind === kind))
  return { facts: of('facts'), scenarios: of('scenarios'), needs: of('needs'), rest: rest.join(',') }
}

/** Sections out of what the form sent. */
export function sectionsSent(typed: Readonly<Record<string, string>>): ChosenSection[] {
  const list = (field: string) => (typed[field] ?? '').split(',').filter((one) => one !== '')
  const rest = list('rest')
  return [
    ...sectionKinds.flatMap((kind): ChosenSection[] => {
      if (kind === 'facts' || kind === 'scenarios' || kind === 'needs') {
        const chosen = list(kind)
        return chosen.length === 0 ? [] : [{ kind, chosen }]
      }
      return rest.includes(kind) ? [{ kind, chosen: [] }] : []
    }),
    // What no form offers is sent on, so that the schema can say that there is no such section.
    ...rest
      .filter((one) => !(wholeSections as readonly string[]).includes(one))
      .map((one) => ({ kind: one as ChosenSection['kind'], chosen: [] })),
  ]
}
