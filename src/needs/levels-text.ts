import { assessedItems } from './assessed-items.ts'
import type { Levels } from './carers-part.ts'

/** Fourteen marks, one for each item: its level, or "-". A page sends it back, so that a change in between is noticed. */
export function levelsText(levels: Levels): string {
  return assessedItems.map((item) => levels[item] ?? '-').join('')
}

/** Fourteen marks, one for each item: the quarters one carer does. The same use. */
export function quartersText(
  rows: readonly { item: string; carerId: string; quarters: number }[],
  carerId: string,
): string {
  return assessedItems
    .map((item) => rows.find((row) => row.item === item && row.carerId === carerId)?.quarters ?? 0)
    .join('')
}
