import { type NotKnown, notKnown } from '../not-known.ts'
import { coverageNeeds } from './coverage.ts'
import type { CoverageFigures } from './figures.ts'

type Cell = CoverageFigures['areas'][number]

/** The cells of one area and one need, of those that are known; a sentence for each that nobody knows. */
export function cellsAsked(
  { areas: cells }: CoverageFigures,
  asked: { readonly area?: string | undefined; readonly need?: string | undefined },
): { readonly cells: readonly Cell[] } | { readonly faults: readonly NotKnown[] } {
  const [area, need] = [asked.area ?? '', asked.need ?? '']
  const areas = [...new Set(cells.map((cell) => cell.area))]
  const needs = ['everyone', ...coverageNeeds]
  const faults = [...notKnown('area', 'area', area, areas), ...notKnown('need', 'need', need, needs)]
  if (faults.length > 0) return { faults }
  return {
    cells: cells.filter(
      (cell) => (area === '' || cell.area === area) && (need === '' || (cell.need ?? 'everyone') === need),
    ),
  }
}
