import {
  daysOnPlace,
  earliestPauseDays,
  type PauseDays,
  type PauseReason,
  reviewOfOpenPause,
} from '../../brokerage/index.ts'
import {
  addPauses,
  endPause,
  type Pause,
  type PlaceToPause,
  pauseOf,
  pausesOf,
  pausesOfAct,
  placesToPause,
} from '../../brokerage/store.ts'
import { addDays, type CalendarDate, latestDay } from '../../core/calendar-date.ts'
import { bookReview, reviewsOf } from '../../needs/store.ts'
import type { Tx } from '../../platform/db.ts'
import { appendFacts } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { type FateOfDate, fatesOf } from '../pause-date.ts'
import { type DateBack, datesThatComeBack, layCalledOff } from './dates-back.ts'
import { recordMark } from './marks.ts'
import { type DateOfPlace, datesOnDays, holdDates, layPausedAgain, letFallAway, unsayMissed } from './pause-dates.ts'
import { payRulesBetween } from './pay-rules.ts'

export interface PauseWanted extends PauseDays {
  readonly personId: string
  /** Which places; the command "all of them" names each. */
  readonly placementIds: readonly string[]
  readonly reason: PauseReason
  readonly words?: string | undefined
  /** The pause that each place’s goes on from, by placement. */
  readonly continues?: Readonly<Record<string, string>> | undefined
  /** All support is paused: a place that begins meanwhile is paused too. */
  readonly allSupport?: boolean | undefined
  /** What the pauses it goes on from have in common, where all support is paused. */
  readonly supportPauseId?: string | undefined
}

/** What a pause would do to one place. */
export interface PlaceInPause {
  readonly place: PlaceToPause
  /** The days on which the place is paused: no longer than it stands. */
  readonly days: PauseDays
  /** Pauses of the place on one of these days: there is one at most. */
  readonly already: readonly Pause[]
  readonly fates: readonly (FateOfDate & { readonly date: DateOfPlace })[]
}

/** Everything a pause would do, before anything is written: each date of each place, and the day on which somebody looks at an open one. */
export interface PausePreview {
  readonly places: readonly PlaceInPause[]
  readonly reviewOn: CalendarDate | undefined
  /** A review that is booked by then anyhow, so that none is added. */
  readonly reviewDueId: string | undefined
}

/** What a pause would do to each date, by the records and the rules as they stand now. Refused where a place is not the person's or is over. */
export async function previewPause(tx: Tx, wanted: PauseWanted): Promise<PausePreview> {
  refuseUnlikelyDays(wanted, tx.today)
  const all = await placesToPause(tx, wanted.personId)
  const chosen = [...new Set(wanted.placementIds)].map((id) => {
    const place = all.find(({ placementId }) => placementId === id)
    if (place === undefined) throw new NotFound('place')
    const days = daysOnPlace(wanted, place)
    if (days === undefined) throw new Refused('DW146')
    return { place, days }
  })
  const before = (await pausesOf(tx, wanted.personId)).filter(({ until, from }) => until === null || from <= until)
  const dates = await datesOnDays(
    tx,
    chosen.map(({ place, days }) => ({ ...days, termId: place.termId })),
  )
  const rules = await payRulesBetween(tx, wanted.from, wanted.until)
  const fates = fatesOf(dates, rules, { reason: wanted.reason, words: wanted.words, now: tx.now }) as (FateOfDate & {
    date: DateOfPlace
  })[]
  const open = chosen.some(({ days }) => days.until === null)
  return {
    places: chosen.map(({ place, days }) => ({
      place,
      days,
      already: before.filter((pause) => pause.placementId === place.placementId && meet(pause, days)),
      fates: fates.filter(({ date }) => date.termId === place.termId),
    })),
    ...(open ? await reviewFor(tx, wanted) : { reviewOn: undefined, reviewDueId: undefined }),
  }
}

/** What the database refuses as well, said before everything is read. */
function refuseUnlikelyDays({ from, until }: PauseDays, today: CalendarDate): void {
  if (from < addDays(today, -earliestPauseDays)) throw new Refused('DW147')
  if (until !== null && until < from) throw new Refused('placement_pause_in_order')
  if (until !== null && until >= addDays(from, 366)) throw new Refused('placement_pause_within_a_year')
}

const meet = (one: PauseDays, other: PauseDays) =>
  (other.until === null || one.from <= other.until) && (one.until === null || other.from <= one.until)

/** The day on which somebody looks at an open pause: a review that is booked from its first day until then, or a new one that day. */
async function reviewFor(tx: Tx, { personId, from }: PauseWanted) {
  const first = latestDay(from, tx.today)
  const by = reviewOfOpenPause(from, tx.today)
  const booked = (await reviewsOf(tx, personId)).find(
    ({ settledOn, dueOn }) => settledOn === null && dueOn >= first && dueOn <= by,
  )
  return { reviewOn: booked?.dueOn ?? by, reviewDueId: booked?.reviewDueId }
}

/**
 * Pauses places of a person, all or none, in one transaction: the pauses stand, dates that are told in time fall away with their seats kept,
 * those told too late are marked as missed so that the pay rule pays them, and an open pause books the review it asks for. What was marked
 * stays. The same act sent twice is one. Refused where a pay rule is missing (`no_pay_rule`, `note_needed`), and as `addPauses` says.
 */
export async function pausePlaces(
  tx: Tx,
  wanted: PauseWanted & { readonly actId: string },
): Promise<{ made: boolean; pauseIds: string[] }> {
  const before = await pausesOfAct(tx, wanted.actId, wanted.personId)
  if (before.length > 0) return { made: false, pauseIds: before }
  const places = await placesToPause(tx, wanted.personId)
  await holdDates(
    tx,
    places
      .filter(({ placementId }) => wanted.placementIds.includes(placementId))
      .map(({ termId }) => ({ termId, from: wanted.from, until: wanted.until })),
  )
  const preview = await previewPause(tx, wanted)
  if (preview.places.length === 0) throw new Refused('no_place_chosen')
  if (preview.places.some(({ already }) => already.length > 0)) throw new Refused('one_pause_at_a_time')
  const fates = preview.places.flatMap((one) => one.fates)
  const missing = fates.find((fate) => fate.missing !== undefined)?.missing
  if (missing !== undefined) throw new Refused(missing)
  const reviewDueId =
    preview.reviewOn === undefined
      ? undefined
      : (preview.reviewDueId ?? (await bookPauseReview(tx, wanted.personId, preview.reviewOn)))
  const supportPauseId = wanted.supportPauseId ?? (wanted.allSupport === true ? wanted.actId : undefined)
  const paused = preview.places.map(({ place }) => place)
  const pauseIds = await addPauses(tx, { ...wanted, places: paused, reviewDueId, supportPauseId })
  await letFallAway(
    tx,
    fates.filter(({ fate }) => fate === 'falls away').map(({ date }) => date.occasionId),
  )
  for (const [at, { fates: own }] of preview.places.entries())
    for (const { date } of own.filter(({ fate }) => fate === 'told too late'))
      await recordMark(tx, {
        id: newId(),
        occasionId: date.occasionId,
        reason: wanted.reason,
        noticedAt: tx.now,
        markedAt: tx.now,
        pauseId: pauseIds[at],
        ...(wanted.words === undefined ? {} : { note: wanted.words }),
      })
  return { made: true, pauseIds }
}

const bookPauseReview = (tx: Tx, personId: string, dueOn: CalendarDate) =>
  bookReview(tx, { personId, kind: 'unplanned', cause: 'A pause without a last day', dueOn })

/** How a pause changes: the person is back sooner, it was never so, or it goes on for longer. */
export type PauseChange =
  | { readonly how: 'back'; readonly firstDayBack: CalendarDate }
  | { readonly how: 'wrong' }
  | { readonly how: 'longer'; readonly until: CalendarDate | null }

/** The first day of which the dates come back. */
const comesBackFrom = (pause: Pause, change: PauseChange, today: CalendarDate): CalendarDate =>
  change.how === 'back' ? latestDay(change.firstDayBack, pause.from) : change.how === 'wrong' ? pause.from : today

/** The pauses that a change is about: each may still change. Refused as not found where one is not of this person. */
async function pausesToChange(tx: Tx, personId: string, pauseIds: readonly string[]): Promise<Pause[]> {
  const pauses: Pause[] = []
  for (const pauseId of [...new Set(pauseIds)].sort()) pauses.push(await pauseOf(tx, personId, pauseId))
  return pauses
}

/** Back before a pause that went on from another begins: it never comes to be, and the one before ends sooner. */
const reachesBefore = (pause: Pause, change: PauseChange): change is Extract<PauseChange, { how: 'back' }> =>
  change.how === 'back' && pause.continues !== null && change.firstDayBack < pause.from

/** Nobody comes again before they went away; a place that begins later is still within. */
export function refuseBackBefore(pauses: readonly Pause[], change: PauseChange): void {
  if (change.how === 'back' && pauses.every(({ began }) => change.firstDayBack < began))
    throw new Refused('back_before_pause')
}

/** What would come back if a pause ended so; with the one it goes on from where the person is back before it begins. */
export async function previewEnd(tx: Tx, pause: Pause, change: PauseChange): Promise<DateBack[]> {
  if (pause.endKind !== null) throw new Refused('pause_ended_already')
  if (pause.goesOn) throw new Refused('pause_goes_on')
  const { pauseId, termId } = pause
  if (change.how === 'back' && pause.until !== null && change.firstDayBack > pause.until)
    throw new Refused('placement_pause_ends_early')
  const own = await datesThatComeBack(tx, { pauseId, termId, from: comesBackFrom(pause, change, tx.today) })
  if (!reachesBefore(pause, change)) return own
  const before = await pauseOf(tx, pause.personId, pause.continues ?? '')
  return [...(before.endKind === null ? await previewEnd(tx, { ...before, goesOn: false }, change) : []), ...own]
}

/** What going on for longer would do: another pause of each place, from the day after the last of these. */
export function longerPause(pauses: readonly Pause[], until: CalendarDate | null): PauseWanted {
  const [first] = pauses
  if (first === undefined) throw new NotFound('pause')
  if (pauses.some(({ endKind }) => endKind !== null)) throw new Refused('pause_ended_already')
  if (pauses.some(({ goesOn }) => goesOn)) throw new Refused('pause_goes_on')
  if (first.until === null || pauses.some((one) => one.until !== first.until)) throw new Refused('pause_is_open')
  return {
    personId: first.personId,
    placementIds: pauses.map(({ placementId }) => placementId),
    from: addDays(first.until, 1),
    until,
    reason: first.reason ?? 'chose_otherwise',
    words: first.words ?? undefined,
    supportPauseId: first.supportPauseId ?? undefined,
    continues: Object.fromEntries(pauses.map(({ placementId, pauseId }) => [placementId, pauseId])),
  }
}

/**
 * Ends pauses of a person sooner, takes back what was entered wrongly, or makes them longer, all or none. Dates to come are laid again on the
 * seats that were kept; what a pause had marked as missed is laid anew, so that it is not paid; days that are over come back to the register.
 */
export async function changePauses(
  tx: Tx,
  {
    personId,
    pauseIds,
    actId,
    change,
  }: { personId: string; pauseIds: readonly string[]; actId: string; change: PauseChange },
): Promise<{ made: boolean; cameBack: number }> {
  if ((await pausesOfAct(tx, actId, personId)).length > 0) return { made: false, cameBack: 0 }
  const pauses = await pausesToChange(tx, personId, pauseIds)
  if (change.how === 'longer')
    return { made: (await pausePlaces(tx, { ...longerPause(pauses, change.until), actId })).made, cameBack: 0 }
  refuseBackBefore(pauses, change)
  const places = await placesToPause(tx, personId)
  const done: { made: boolean; cameBack: number }[] = []
  for (const pause of pauses) {
    const place = places.find(({ placementId }) => placementId === pause.placementId)
    done.push(await endOne(tx, { pause, place, change, actId }))
  }
  return { made: done.some(({ made }) => made), cameBack: done.reduce((all, { cameBack }) => all + cameBack, 0) }
}

interface Ending {
  readonly pause: Pause
  readonly place: PlaceToPause | undefined
  readonly change: Exclude<PauseChange, { how: 'longer' }>
  readonly actId: string
}

/** A pause ends; where it still has days to come, another goes on from it until the new last day, so that it can change again. */
async function endOne(tx: Tx, { pause, place, change, actId }: Ending): Promise<{ made: boolean; cameBack: number }> {
  const { pauseId, termId, personId } = pause
  const back = comesBackFrom(pause, change, tx.today)
  const cut = latestDay(pause.from, tx.today)
  const goesOn = change.how === 'back' && back > cut
  if (change.how === 'back' && pause.until !== null && back > pause.until)
    throw new Refused('placement_pause_ends_early')
  const endedOn = addDays(goesOn ? cut : back, -1)
  const { made } = await endPause(tx, { pauseId, endedOn, kind: goesOn ? 'changed' : change.how })
  if (!made) return { made, cameBack: 0 }
  if (goesOn) {
    if (place === undefined) throw new Refused('DW146')
    await addPauses(tx, {
      personId,
      actId,
      places: [place],
      from: cut,
      until: addDays(back, -1),
      reason: pause.reason ?? 'chose_otherwise',
      words: pause.words ?? undefined,
      supportPauseId: pause.supportPauseId ?? undefined,
      continues: { [place.placementId]: pauseId },
    })
  }
  const unsaid = await unsayMissed(tx, termId)
  await appendFacts(
    tx,
    'delivery/laid-again',
    unsaid.map(({ id, onDate }) => ({ subjectId: id, onDate })),
  )
  const cameBack = await layPausedAgain(tx, termId, back)
  await layCalledOff(tx, termId, back)
  if (!reachesBefore(pause, change)) return { made, cameBack }
  const before = await pauseOf(tx, personId, pause.continues ?? '')
  if (before.endKind !== null) return { made, cameBack }
  const earlier = await endOne(tx, { pause: before, place, change, actId })
  return { made, cameBack: cameBack + earlier.cameBack }
}
