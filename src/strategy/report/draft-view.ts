import { longDate, shortDate } from '../../core/calendar-date.ts'
import { type TableName, tableNames } from '../borough-tables.ts'
import { cohortNames, cohorts } from '../needs-analysis/cohorts.ts'
import { paths } from '../paths.ts'
import type { KeptDraft, ReportListed, ReportState, ScenarioLine } from '../store.ts'
import {
  byWeight,
  type ChosenSection,
  harms,
  likelihoods,
  type Risk,
  sectionKinds,
  sectionNames,
  sectionTitles,
  weightWords,
} from './draft.ts'
import { factTitles } from './facts-section.ts'
import { paragraphs } from './report-view.ts'

const stateWords: Readonly<Record<ReportState, { text: string; colour: string }>> = {
  draft: { text: 'Draft', colour: 'blue' },
  issued: { text: 'Issued', colour: 'green' },
  replaced: { text: 'Replaced', colour: 'grey' },
  withdrawn: { text: 'Withdrawn', colour: 'red' },
}
const likelyOptions = { unlikely: 'Unlikely', possible: 'Possible', likely: 'Likely' } as const
const harmOptions = { small: 'Small', serious: 'Serious', severe: 'Severe' } as const

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

const scenarioName = (found: ScenarioLine | undefined) =>
  found === undefined
    ? 'A scenario that is not there'
    : `${found.name}${found.endedOn === null ? '' : ' (taken off the list: it is not in the report)'}`

function chosenWords({ kind, chosen }: ChosenSection, scenarios: readonly ScenarioLine[]): string {
  if (kind === 'facts') return chosen.map((name) => factTitles[name as TableName]).join('; ')
  if (kind === 'needs') return chosen.map((name) => cohorts[name as keyof typeof cohorts]).join('; ')
  if (kind === 'scenarios') return chosen.map((id) => scenarioName(scenarios.find((one) => one.id === id))).join('; ')
  return ''
}

const riskRow = (draft: KeptDraft, risk: Risk) => ({
  cells: [
    { text: risk.what },
    { text: weightWords(risk), note: `${likelyOptions[risk.likely]}, ${harmOptions[risk.harm].toLowerCase()}` },
    { text: risk.done },
    { text: risk.owner },
    {
      text: 'Change',
      hidden: `the risk: ${risk.what.slice(0, 60)}`,
      href: paths.reportRisk(draft.id, draft.risks.indexOf(risk)),
    },
  ],
})

/** The draft as somebody works on it: words, sections in their order, risks, and what is missing before it can be issued. */
export function draftView(draft: KeptDraft, scenarios: readonly ScenarioLine[], faults: readonly string[]) {
  const at = (part: Parameters<typeof paths.reportPart>[1]) => paths.reportPart(draft.id, part)
  return {
    title: draft.title,
    lede: `Draft${draft.replacesNumber === null ? '' : ` of version ${(draft.replacesVersion ?? 0) + 1} of report ${draft.replacesNumber}`}. Begun by ${draft.begunBy} on ${longDate(draft.begunOn)}, changed by ${draft.changedBy} on ${longDate(draft.changedOn)}.`,
    replaces: draft.replaces === null ? null : paths.report(draft.replaces),
    revision: draft.revision,
    faults,
    words: [
      { key: 'Who it is for', value: [draft.audience] },
      { key: 'Meeting', value: [longDate(draft.meetingOn)] },
      { key: 'What members decide', value: paragraphs(draft.asked) },
      {
        key: 'Recommendation',
        value: draft.recommendation === '' ? ['Not written yet'] : paragraphs(draft.recommendation),
      },
      { key: 'Own paragraphs', value: draft.words === '' ? ['None'] : paragraphs(draft.words) },
    ],
    sections: draft.chosen.map((one, index) => ({
      kind: one.kind,
      name: sectionNames[one.kind],
      title: sectionTitles[one.kind],
      note: chosenWords(one, scenarios),
      first: index === 0,
      last: index === draft.chosen.length - 1,
    })),
    risks: {
      caption: 'Risks, the heaviest first',
      captionHidden: true,
      stacked: true,
      head: ['What may go wrong', 'Weight', 'What is done', 'Owner', 'Change'].map((text) => ({ text })),
      rows: byWeight(draft.risks).map((risk) => riskRow(draft, risk)),
    },
    links: {
      words: at('words'),
      sections: at('sections'),
      move: at('move'),
      risk: at('risks'),
      preview: at('preview'),
      issue: at('issue'),
      discard: at('discard'),
    },
  }
}

/** The list of reports and drafts. */
export function reportsView(
  { list, all }: { readonly list: readonly ReportListed[]; readonly all: number },
  asked: { readonly words: string; readonly state: ReportState | ''; readonly page: number },
  { perPage, mayWrite }: { readonly perPage: number; readonly mayWrite: boolean },
) {
  const states = (Object.keys(stateWords) as ReportState[]).filter((one) => mayWrite || one !== 'draft')
  const query = new URLSearchParams({ words: asked.words, state: asked.state, page: '' })
  return {
    words: asked.words,
    states: [
      { value: '', text: 'All', selected: asked.state === '' },
      ...states.map((value) => ({ value, text: stateWords[value].text, selected: asked.state === value })),
    ],
    filtered: asked.words !== '' || asked.state !== '',
    all,
    begin: mayWrite ? paths.newReport() : null,
    table: {
      caption: 'Reports',
      captionHidden: true,
      stacked: true,
      head: ['Report', 'For', 'Meeting', 'State', 'Who and when'].map((text) => ({ text })),
      rows: list.map((one) => ({
        cells: [
          {
            text: one.title,
            href: paths.report(one.id),
            note: one.number === null ? '' : `Report ${one.number}, version ${one.version}`,
          },
          { text: one.audience },
          { text: shortDate(one.meetingOn) },
          { tag: stateWords[one.state].text, colour: stateWords[one.state].colour },
          { text: `${one.by}, ${shortDate(one.on)}` },
        ],
      })),
    },
    pager: { page: asked.page, pages: Math.max(1, Math.ceil(all / perPage)), href: `${paths.reports()}?${query}` },
  }
}
