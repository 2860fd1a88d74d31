import type { Checked } from '../papers/check.ts'
import { datesWords, gapWords, sideNote, sideWords, verdictWords } from '../papers/check-words.ts'
import { papersRead } from '../papers/papers.ts'
import { paths } from '../paths.ts'
import { sectionTitles } from './draft.ts'
import type { ReportLine, ReportSource, SectionMade } from './report-shape.ts'

const MOST_WORDS = 90
const isApart = ({ verdict }: Checked) => verdict === 'contradicts' || verdict === 'two dates'
const key = (paper: string) => `checked ${paper}`

function sourcesOf(checked: readonly Checked[], apart: readonly Checked[]): ReportSource[] {
  const used = papersRead.filter(({ id }) => apart.some(({ papers }) => papers.includes(id)))
  return [
    ...used.map(({ id, title, date }) => ({
      key: key(id),
      what: title,
      version: 'As printed',
      on: datesWords([date]),
      where: 'Paragraphs stand in the table, beside each figure',
      href: `${paths.papers()}?paper=${id}`,
    })),
    {
      key: key('checks'),
      what: 'The papers, checked',
      version: `${checked.length} figures worked out again`,
      on: 'Each time the page is opened',
      where: 'Every check with both sides, its gap and its reading',
      href: paths.papers(),
    },
  ]
}

/** What earlier papers say that cannot both be so, both sides beside each other; Daywell chooses none. */
export function papersSection(checked: readonly Checked[]): SectionMade {
  const apart = checked.filter(isApart)
  const sources = sourcesOf(checked, apart)
  const keys = sources.map((one) => one.key)
  const contradictions = apart.filter(({ verdict }) => verdict === 'contradicts').length
  const lines: ReportLine[] = [
    {
      text: `Of ${checked.length} figures in earlier papers that were worked out again, ${contradictions} contradict another and ${apart.length - contradictions} need two dates.`,
      sources: keys,
    },
  ]
  const side = (of: Checked['one']) => (of === null ? '–' : `${sideWords(of)}. ${sideNote(of, MOST_WORDS)}`)
  return {
    section: {
      kind: 'papers',
      title: sectionTitles.papers,
      lines,
      parts: [
        {
          title: 'What does not agree',
          drawing: null,
          key: [],
          table: {
            id: 'papers-apart',
            caption: 'What does not agree',
            head: ['What', 'One place says', 'Another says', 'Gap', 'What it means'],
            rows: apart.map((one) => [
              one.title,
              side(one.one),
              side(one.other),
              gapWords(one),
              `${verdictWords[one.verdict].name}. ${one.reading}`,
            ]),
            note: 'Both sides are always shown; none is chosen in silence.',
            sources: keys,
          },
        },
      ],
    },
    sources,
    facts: lines,
    future: [],
    affected: [],
  }
}
