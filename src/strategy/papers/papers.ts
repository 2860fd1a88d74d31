/** A paper whose figures are known here. */
export interface Paper {
  readonly id: string
  readonly council: string
  readonly title: string
  /** As it is named beside a paragraph. */
  readonly short: string
  readonly date: string
}

/** The papers that were read, the newest first. One cabinet report was read in two copies that say the same. */
export const papersRead: readonly Paper[] = [
  {
    id: 'ce22',
    council: 'cheshire-east',
    title: 'Cheshire East, Day Opportunities Strategy 2022 to 2027',
    short: 'Strategy',
    date: '2021-11-16',
  },
  {
    id: 'nt',
    council: 'nottinghamshire',
    title: 'Nottinghamshire, Day Opportunities Strategy 2021 to 2026, committee report',
    short: 'Nottinghamshire report',
    date: '2021-09',
  },
  {
    id: 'ce21',
    council: 'cheshire-east',
    title: 'Cheshire East Cabinet, Day Opportunities Strategy and Redesign',
    short: 'Cabinet report 2021',
    date: '2021-02-02',
  },
  {
    id: 'ce09',
    council: 'cheshire-east',
    title: 'Cheshire East Cabinet, Adult Social Care Redesign: Implementation (draft)',
    short: 'Cabinet report 2009',
    date: '2009-06-16',
  },
]

const beside: Readonly<Record<string, string>> = { outside: 'Outside the papers', assumed: '' }

/** The short name of the paper that a figure stands in. */
export const shortNameOf = (id: string) =>
  papersRead.find((paper) => paper.id === id.split('.')[0])?.short ?? beside[id.split('.')[0] ?? ''] ?? ''
