import { shortDate } from '../../core/calendar-date.ts'
import { paths } from '../paths.ts'
import type { CalibrationHead } from '../store.ts'

const tags = {
  waiting: ['Being worked out', 'blue'],
  refused: ['Refused', 'red'],
  stands: ['Cannot be adopted', 'yellow'],
  ready: ['Can be adopted', 'green'],
  adopted: ['Adopted', 'turquoise'],
} as const

/** Where a calibration stands, in a word. */
export function stateOf(
  one: Pick<CalibrationHead, 'refusal' | 'standing' | 'adoptable' | 'adoptedOn'>,
): keyof typeof tags {
  if (one.adoptedOn !== null) return 'adopted'
  if (one.refusal !== null) return 'refused'
  if (one.standing === null) return 'waiting'
  return one.adoptable === true ? 'ready' : 'stands'
}

/** Everything calibration-list.njk shows. */
export function calibrationListView(found: readonly CalibrationHead[], page: number, pages: number) {
  return {
    rows: found.map((one) => {
      const [tag, colour] = tags[stateOf(one)]
      return {
        cells: [
          { text: one.version, href: paths.calibration(one.calibrationId) },
          { text: one.source === 'file' ? (one.fileName ?? 'A file') : 'Evidence recorded in Daywell' },
          { text: one.usable === null ? '–' : one.usable.toLocaleString('en-GB') },
          { text: shortDate(one.askedOn), note: one.askedBy ?? '' },
          { tag, colour },
        ],
      }
    }),
    pager: { page, pages, href: `${paths.calibrations()}?page=` },
    start: paths.newCalibration(),
    accuracy: paths.accuracy(),
  }
}
