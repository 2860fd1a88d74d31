import { type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { byWeight, type Risk, sectionTitles, weightWords } from './draft.ts'
import type { ReportLine, SectionMade } from './report-shape.ts'

const likelyWords = { unlikely: 'Unlikely', possible: 'Possible', likely: 'Likely' } as const
const harmWords = { small: 'Small', serious: 'Serious', severe: 'Severe' } as const
const sources = ['officer']

/** The heaviest risks in a sentence each, for the first page. */
export const riskLines = (risks: readonly Risk[], most: number): string[] =>
  byWeight(risks)
    .slice(0, most)
    .map((risk) => `${weightWords(risk)}: ${risk.what} ${risk.done} (${risk.owner})`)

/** What may go wrong, in the officer's words: how likely, how bad, what is done and who owns it, the heaviest first. */
export function risksSection(risks: readonly Risk[], asOf: CalendarDate): SectionMade {
  const high = risks.filter((risk) => weightWords(risk) === 'High').length
  const lines: ReportLine[] = [
    {
      text: `${risks.length} ${risks.length === 1 ? 'risk is' : 'risks are'} written down; ${high} of them weigh${high === 1 ? 's' : ''} high.`,
      sources,
    },
  ]
  return {
    section: {
      kind: 'risks',
      title: sectionTitles.risks,
      lines,
      parts: [
        {
          title: 'What may go wrong, and what is done about it',
          drawing: null,
          key: [],
          table: {
            id: 'risks-all',
            caption: 'What may go wrong, and what is done about it',
            head: ['What may go wrong', 'How likely', 'How bad', 'Weight', 'What is done about it', 'Who owns it'],
            rows: byWeight(risks).map((risk) => [
              risk.what,
              likelyWords[risk.likely],
              harmWords[risk.harm],
              weightWords(risk),
              risk.done,
              risk.owner,
            ]),
            note: 'Weight is how likely times how bad.',
            sources,
          },
        },
      ],
    },
    sources: [
      {
        key: 'officer',
        what: 'The officer’s own judgement',
        version: 'As written in this report',
        on: shortDate(asOf),
        where: 'No figure of it was worked out',
        href: '',
      },
    ],
    facts: [],
    future: [],
    affected: [],
  }
}
