import type { BuildingsSupposed } from './what-if.ts'

export interface BuildingsFault {
  readonly field: 'close' | 'move'
  readonly sentence: string
}

/** Reads what was typed: a building that closes, and how many of a hundred move to a nearer one. Nothing typed is nothing supposed. */
export function readBuildingsSupposed(
  typed: { readonly close?: string | undefined; readonly move?: string | undefined },
  siteIds: readonly string[],
): { readonly supposed: BuildingsSupposed | null } | { readonly faults: readonly BuildingsFault[] } {
  const close = (typed.close ?? '').trim()
  const move = (typed.move ?? '').trim().replace(/\s*%$/, '')
  const faults: BuildingsFault[] = []
  if (close !== '' && !siteIds.includes(close))
    faults.push({ field: 'close', sentence: 'Choose a building of the council’s own service from the list' })
  const percent = move === '' ? 0 : /^\d{1,3}$/.test(move) ? Number(move) : Number.NaN
  if (!(percent >= 0 && percent <= 100))
    faults.push({ field: 'move', sentence: 'Give how many go there as a whole per cent, from 0 to 100' })
  if (faults.length > 0) return { faults }
  return {
    supposed: close === '' && percent === 0 ? null : { closed: close === '' ? null : close, movePercent: percent },
  }
}
