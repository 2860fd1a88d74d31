import { figureNumber, YEAR_FIGURES, type YearFigure } from './draw-figures.ts'
import type { PlacesResult, PlaceYear, Spread } from './result.ts'
import { spreadOf } from './spread.ts'

type Kind = PlacesResult['kind']
const names: Readonly<Record<Kind, Readonly<Record<keyof Omit<PlaceYear, 'year'>, YearFigure>>>> = {
  own: {
    useAsNow: 'ownAttendancesAsNow',
    worthAsNow: 'ownWorthAsNow',
    use: 'ownAttendances',
    worth: 'ownWorth',
    laterAsNow: 'ownWorthLaterAsNow',
    later: 'ownWorthLater',
  },
  outside: {
    useAsNow: 'outsideAttendancesAsNow',
    worthAsNow: 'outsideWorthAsNow',
    use: 'outsideAttendances',
    worth: 'outsideWorth',
    laterAsNow: 'outsideWorthLaterAsNow',
    later: 'outsideWorthLater',
  },
}

/**
 * What today's kinds of place have in each year beside the first year if nothing changes, draw by draw: 1 is as much as then. A kind
 * that nobody uses in the first year of a draw is left out: nothing can be beside nothing.
 */
export function placesOf(
  all: readonly Float64Array[],
  { startYear, years }: { readonly startYear: number; readonly years: number },
): PlacesResult[] {
  const at = (figures: Float64Array, year: number, name: YearFigure) =>
    figures[year * YEAR_FIGURES + figureNumber[name]] as number
  return (['own', 'outside'] as const).flatMap((kind): PlacesResult[] => {
    const of = names[kind]
    if (!all.every((figures) => at(figures, 0, of.useAsNow) > 0 && at(figures, 0, of.worthAsNow) > 0)) return []
    const beside = (year: number, name: YearFigure, first: YearFigure): Spread =>
      spreadOf(
        Float64Array.from(all, (figures) => at(figures, year, name) / at(figures, 0, first)),
        1,
        6,
      )
    const byYear = Array.from({ length: years }, (_, year) => ({
      year: startYear + year,
      useAsNow: beside(year, of.useAsNow, of.useAsNow),
      use: beside(year, of.use, of.useAsNow),
      worthAsNow: beside(year, of.worthAsNow, of.worthAsNow),
      worth: beside(year, of.worth, of.worthAsNow),
      laterAsNow: beside(year, of.laterAsNow, of.worthAsNow),
      later: beside(year, of.later, of.worthAsNow),
    }))
    return [{ kind, byYear }]
  })
}
