import { addDays } from '../../core/calendar-date.ts'
import type { TravelMode, TravelPolicyOn } from '../../directory/index.ts'
import { callDrafts, draftCall, publishedCalls } from '../../market/store.ts'
import type { Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'
import type { Who } from '../../platform/who.ts'
import { askFromCoverage, type CallTo, cellWords } from '../coverage/coverage-call.ts'
import { reachWords, supposedWords } from '../coverage/coverage-tables.ts'
import { coverageFigures } from '../coverage/figures.ts'
import type { ShownCell } from '../coverage/shown-coverage.ts'
import { wayOf } from '../coverage/today.ts'
import type { WhatIfTyped } from '../coverage/what-if-input.ts'
import type { Calls } from '../covering-call.ts'
import { coverageToday, supposedCoverage } from './coverage.ts'
import { marketChoices } from './market.ts'

/** A cell of the coverage as an address names it; empty is any day, any part of it, everyone, the council's limit. */
export interface CellAsked {
  readonly area: string
  readonly day: string
  readonly part: string
  readonly need: string
  readonly by: TravelMode
  readonly minutes: string
}

/** The cell that an address names, as it is or as it would be under what the address supposes. */
export async function cellNamed(tx: Tx, asked: CellAsked, typed: WhatIfTyped, travelPolicyOn: TravelPolicyOn) {
  const way = wayOf(travelPolicyOn(tx.today), {
    mode: asked.by,
    minutes: asked.minutes === '' ? null : Number(asked.minutes),
  })
  const today = await coverageToday(tx)
  const found = await supposedCoverage(tx, today, typed, way)
  if ('faults' in found) throw new NotFound('gap')
  const figures = found.figures ?? coverageFigures(today, way)
  const same = (cell: ShownCell) =>
    cell.area === asked.area &&
    String(cell.weekday ?? '') === asked.day &&
    (cell.part ?? '') === asked.part &&
    (cell.need ?? '') === asked.need
  const before = figures.areas.find(same)
  if (before === undefined) throw new NotFound('gap')
  const after = found.figures?.changes.find(same)
  const cell: ShownCell = after === undefined ? before : { ...after, reached: after.reachedThen }
  return { cell, reach: reachWords(figures), supposed: found.figures === null ? '' : supposedWords(found.figures) }
}

/** The calls that are open, and to a commissioner the drafts that were begun from a gap and are not published yet. */
export async function callsOnTheWay(tx: Tx, who: Who): Promise<Calls> {
  const open = await publishedCalls(tx, { state: 'open', area: '', words: '' }, { limit: 500, offset: 0 })
  const drafts = who.role === 'commissioner' ? await callDrafts(tx) : []
  return { open: open.calls, drafts: drafts.filter(({ fromGap, version }) => fromGap !== null && version === 1) }
}

/** Makes a draft of a call from a cell of the coverage; it stands in the market until a commissioner publishes it. */
export async function callFromCoverage(
  tx: Tx,
  who: Who,
  found: Awaited<ReturnType<typeof cellNamed>>,
  to: CallTo,
): Promise<string> {
  const { areas } = await marketChoices(tx)
  const ask = askFromCoverage(found.cell, {
    ...to,
    areas,
    closesOn: addDays(tx.today, 28),
    deciderId: who.staffId ?? '',
  })
  return draftCall(tx, ask, { on: tx.today, words: cellWords(found.cell, found.reach, found.supposed) })
}
