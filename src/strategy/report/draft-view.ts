import { longDate, shortDate } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import type { TableName } from '../borough-tables.ts'
import { cohorts } from '../needs-analysis/cohorts.ts'
import { paths } from '../paths.ts'
import type { KeptDraft, ReportListed, ReportState, ScenarioLine } from '../store.ts'
import { byWeight, type ChosenSection, type Risk, sectionNames, sectionTitles, weightWords } from './draft.ts'
import { harmOptions, likelyOptions } from './draft-fields.ts'
import { factTitles } from './facts-section.ts'
import { paragraphs } from './report-view.ts'

const stateWords: Readonly<Record<ReportState, { text: string; colour: string }>> = {
  draft: { text: 'Draft', colour: 'blue' },
  issued: { text: 'Issued', colour: 'green' },
  replaced: { text: 'Replaced', colour: 'grey' },
  withdrawn: { text: 'Withdrawn', colour: 'red' },
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
    pager: { page: asked.page, pages: pagesOf(all, perPage), href: `${paths.reports()}?${query}` },
  }
}
