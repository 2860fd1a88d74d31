import { datesWords } from '../papers/check-words.ts'
import { papersRead } from '../papers/papers.ts'
import { paths } from '../paths.ts'
import type { ReportSource } from './report-shape.ts'

/** The source of a place such as "Strategy, section 4.2": the paper, its date, the paragraph, and the list of its figures. */
export function paperSource(place: string): ReportSource {
  const paper = papersRead.find(({ short }) => place === short || place.startsWith(`${short}, `))
  const paragraph = paper === undefined ? place : place.slice(paper.short.length).replace(/^, /, '')
  return {
    key: `paper ${place}`,
    what: paper?.title ?? 'Public figures outside the papers',
    version: 'As printed',
    on: paper === undefined ? 'See there' : datesWords([paper.date]),
    where: paragraph === '' ? 'The whole paper' : paragraph,
    href:
      paper === undefined
        ? paths.printedFigures()
        : `${paths.printedFigures()}?${new URLSearchParams({ paper: paper.id, words: paragraph })}`,
  }
}
