import { longDate } from '../core/calendar-date.ts'
import { readAssetFiles } from './asset-files.ts'
import type { Clock } from './clock.ts'
import type { Letter } from './http.ts'
import { letterParts } from './letter/letter-parts.ts'
import { letterPdf } from './letter/letter-pdf.ts'
import { templates } from './templates.ts'

/** Whose paper it is: what a page takes from the server, for a paper that is made without one. */
export interface PaperLook {
  /** Made-up records: said on the paper. */
  readonly demo: boolean
  readonly council: { readonly name: string; readonly phone: string }
  readonly clock: Clock
}

/** A paper as a page that stands by itself: nothing is fetched, and nothing in it leads to the server. */
export function paperHtml(template: string, view: object, { demo, council, clock }: PaperLook): string {
  return templates(readAssetFiles(), true).render(template, { ...view, demo, council, today: clock.today() })
}

/** A paper as a tagged PDF, by the same way as a letter of a page. */
export function paperPdf(template: string, view: object, look: PaperLook, letter: Omit<Letter, 'fileName'>) {
  const { demo, council, clock } = look
  const head = { ...letter, council, demo, date: longDate(clock.today()), made: clock.now() }
  return letterPdf(letterParts(paperHtml(template, view, look)), head)
}
