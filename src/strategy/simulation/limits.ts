import { assert } from '../../core/assert.ts'
import { asLimit, asShare } from './chance.ts'
import type { Values } from './draw-values.ts'
import { monthlyOf } from './exact-roots.ts'
import type { Scenario } from './scenario-shape.ts'
import { ageBandNames, FIRST_OLDER_BAND, needs, reasons, sexes, stateNumber } from './words.ts'

export const NEEDS = needs.length
export const BANDS = ageBandNames.length

/** Where the limits of a person's kind begin: sex, reason, need and age band. */
export const kindAt = (sex: number, reason: number, need: number, band: number): number =>
  ((sex * reasons.length + reason) * NEEDS + need) * BANDS + band

/** What may happen to a person in a month besides moves: to all alike in both arms. */
export const FATES = 4
/** Most moves out of one state. */
export const MOVES = 3

const WORK_KINDS = 3
/** Whether somebody may find work, and how likely: 0 not, from 65 on; 1 less, with the highest needs; 2 as others. */
export const workKind = (need: number, band: number): number =>
  band >= FIRST_OLDER_BAND ? 0 : need === NEEDS - 1 ? 1 : 2

/**
 * The limits of one draw, as `counted` numbers. One number decides a month: below the first limit the person dies, below the
 * next leaves, then needs rise, then fall; what lies above these is for the arm's own moves.
 */
export interface Limits {
  /** By kind × 4: death, leaving, needs rise, needs fall; each the end of its stretch. */
  readonly fates: Int32Array
  /** By arm × work kind × 10 states × 3 moves: how far above the last fate its stretch ends. */
  readonly moves: Float64Array
  /** By 10 states × 3: to which state; −1 back from a job; −2 a job; −3 tier 1; −4 tier 2. */
  readonly targets: Int8Array
}

export const STATES = 10
export const BACK_FROM_JOB = -1
export const INTO_JOB = -2
/** A move to tier 1 or tier 2 that still has to choose: own service or outside, alone or shared. */
export const TIER_1 = -3
export const TIER_2 = -4
const NONE = -9

const { tier1InHouse, tier1Outside, tier2Alone, tier2Shared, card, independent, job } = stateNumber

/** Where each state may go, a job always first. */
const ways: readonly (readonly [target: number, key: string])[][] = Array.from({ length: STATES }, (_, state) => {
  if (state === job) return [[BACK_FROM_JOB, 'job.lost']]
  const found: (readonly [number, string])[] = [[INTO_JOB, 'job']]
  if (state === tier1InHouse || state === tier1Outside) found.push([TIER_2, 'move.1to2'], [card, 'move.1to3'])
  if (state === tier2Alone || state === tier2Shared) found.push([TIER_1, 'move.2to1'], [card, 'move.2to3'])
  if (state === card) found.push([TIER_2, 'move.3to2'], [TIER_1, 'move.3to1'])
  if (state === independent) found.push([TIER_2, 'enablement.returns'])
  return found
})

const targets = new Int8Array(STATES * MOVES).fill(NONE)
for (const [state, list] of ways.entries())
  for (const [at, [target]] of list.entries()) targets[state * MOVES + at] = target

/** Reads a value that must be there. */
export function reader(values: Values): (key: string) => number {
  return (key) => {
    const value = values.get(key)
    assert(value !== undefined, `no value of ${key}`)
    return value
  }
}

const KINDS = sexes.length * reasons.length * NEEDS * BANDS

/** The monthly chances of a draw's fates, by what they depend on. */
function fateChances(value: (key: string) => number) {
  const byBand = ageBandNames.map((_, band) => value(deathKeys[band] as string))
  const bySex = sexes.map((sex) => (sex === 'male' ? value('deathTimes.male') : 1))
  const ofDisability = value('deathTimes.learning_disability')
  const deaths = (times: number) =>
    bySex.map((ofSex) => byBand.map((death) => monthlyOf(Math.min(1, death * ofSex * times))))
  const [withDisability, others] = [deaths(ofDisability), deaths(1)]
  const rises = [monthlyOf(value('need.rises')), monthlyOf(value('need.risesOlder'))] as const
  return {
    deaths: reasons.map((reason) => (reason === 'learning_disability' ? withDisability : others)),
    leaving: reasons.map((_, reason) => monthlyOf(value(leavingKeys[reason] as string))),
    rises,
    falls: monthlyOf(value('need.falls')),
  }
}

const deathKeys = ageBandNames.map((band) => `death.${band.replaceAll(' ', '_')}`)
const leavingKeys = reasons.map((reason) => `leaving.${reason}`)

/** A yearly chance by month, each worked out once. */
function monthlyOnce(): (yearly: number) => number {
  const known = new Map<number, number>()
  return (yearly) => {
    const found = known.get(yearly)
    if (found !== undefined) return found
    const monthly = monthlyOf(yearly)
    known.set(yearly, monthly)
    return monthly
  }
}

/** The yearly chances of paid work, by work kind. */
function workOf(value: (key: string) => number, arm: number): [older: number, higher: number, others: number] {
  const yearly = value(arm === 0 ? 'job.asNow' : 'job.scenario')
  return [0, Math.min(1, yearly * value('job.higherNeedTimes')), yearly]
}

/** The limits of fate of every kind of person: death, leaving, needs rise, needs fall; each begins where the last ends. */
function fatesOf(value: (key: string) => number): Int32Array {
  const fates = new Int32Array(KINDS * FATES)
  const { deaths, leaving, rises, falls } = fateChances(value)
  let at = 0
  for (let sex = 0; sex < sexes.length; sex++)
    for (let reason = 0; reason < reasons.length; reason++)
      for (let need = 0; need < NEEDS; need++)
        for (let band = 0; band < BANDS; band++) {
          const died = deaths[reason]?.[sex]?.[band] as number
          const left = Math.min(1, died + (leaving[reason] as number))
          const rose = Math.min(1, left + (need === NEEDS - 1 ? 0 : rises[band >= FIRST_OLDER_BAND ? 1 : 0]))
          const fell = Math.min(1, rose + (need === 0 ? 0 : falls))
          fates[at++] = asLimit(died)
          fates[at++] = asLimit(left)
          fates[at++] = asLimit(rose)
          fates[at++] = asLimit(fell)
        }
  return fates
}

/** All limits of a draw. Where chances of one month add to more than one, the earlier causes keep theirs. */
export function limitsOf(values: Values): Limits {
  const value = reader(values)
  const monthly = monthlyOnce()
  const moves = new Float64Array(2 * WORK_KINDS * STATES * MOVES)
  for (const arm of [0, 1])
    for (const [work, intoJob] of workOf(value, arm).entries())
      for (const [state, list] of ways.entries()) {
        let end = 0
        for (let at = 0; at < MOVES; at++) {
          const key = list[at]?.[1]
          if (key !== undefined) end += monthly(key === 'job' ? intoJob : value(key))
          moves[moveAt(arm, work, state) * MOVES + at] = Math.floor(Math.min(1, end) * 4_294_967_296)
        }
      }
  return { fates: fatesOf(value), moves, targets }
}

/** Where the moves of a state begin, × MOVES. */
export const moveAt = (arm: number, work: number, state: number): number => (arm * WORK_KINDS + work) * STATES + state

/** A month after all others. */
export const NEVER = 1_000_000

/** The month in which the change begins in each area, in the order of the areas. */
export const startsOf = ({ phasing, areas }: Pick<Scenario, 'phasing' | 'areas'>): Int32Array =>
  Int32Array.from(areas, (area) => phasing.areaStarts?.[area] ?? phasing.startsMonth)

/**
 * The month in which somebody moves to a tier. Who begins once the change has begun in their area enters a tier at once; everybody else
 * at the review (any month of the years allowed is as likely as another), within the first twelve months, or never.
 */
export function movesIn({ phasing }: Pick<Scenario, 'phasing'>, starts: number, joins: number, drawn: number): number {
  const { existing, overYears } = phasing
  if (joins > 0 && joins >= starts) return joins
  if (existing === 'new_only') return NEVER
  return starts + Math.floor(asShare(drawn) * 12 * (existing === 'year_one' ? 1 : overYears))
}
