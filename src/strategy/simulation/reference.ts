import { onceFor } from './chance.ts'
import { CELLS, cellAt, columnOf } from './costs.ts'
import type { DrawMaterial, Prepared } from './draw-material.ts'
import { BACK_FROM_JOB, FATES, INTO_JOB, kindAt, MOVES, moveAt, movesIn, TIER_1, TIER_2, workKind } from './limits.ts'
import { bandEndMonths } from './people-columns.ts'
import { chanceOf, type Person, peopleOf } from './reference-people.ts'
import { emptyTally, FLOWS, flowNumber, monthsAt, SPLIT_FIGURES, splitsOf, type Tally } from './tally.ts'
import { stateNumber } from './words.ts'

/** What somebody has in one arm. */
interface Life {
  place: number
  inJob: boolean
  /** The month in which enablement ends; −1: none runs. */
  enablementEnds: number
}

const tier2 = (person: Person, { sharingLimit }: DrawMaterial) =>
  chanceOf(person, onceFor.sharing) < sharingLimit ? stateNumber.tier2Shared : stateNumber.tier2Alone
const tier1 = ({ inHouse }: Person) => (inHouse === 1 ? stateNumber.tier1InHouse : stateNumber.tier1Outside)

/** Begins the tiers: tier 3 with enablement. */
function enterTier(life: Life, person: Person, need: number, enablementEnds: number, material: DrawMaterial): void {
  const [first, second] = material.mixLimits[need] as readonly [number, number]
  const drawn = chanceOf(person, onceFor.mix)
  if (drawn < first) life.place = tier1(person)
  else if (drawn < second) life.place = tier2(person, material)
  else {
    life.place = stateNumber.enabling
    life.enablementEnds = enablementEnds
  }
}

/** Needs, age band and the number of a month. */
type Month = readonly [need: number, band: number, drawn: number]

/** The arm's own move of a month, where there is one. Gives whether a job was found. */
function move(life: Life, person: Person, arm: number, [need, band, drawn]: Month, material: DrawMaterial): boolean {
  const { fates, moves, targets } = material.limits
  const state = life.inJob ? stateNumber.job : life.place
  const base = moveAt(arm, workKind(need, band), state) * MOVES
  const fated = fates[kindAt(person.sex, person.reason, need, band) * FATES + FATES - 1] as number
  const at = [0, 1, 2].find((way) => drawn < fated + (moves[base + way] as number))
  if (at === undefined) return false
  const target = targets[state * MOVES + at] as number
  if (target === INTO_JOB) life.inJob = true
  else if (target === BACK_FROM_JOB) life.inJob = false
  else if (target === TIER_1) life.place = tier1(person)
  else if (target === TIER_2) life.place = tier2(person, material)
  else life.place = target
  return target === INTO_JOB
}

/** What one draw adds up for one person. */
interface Account {
  flow(month: number, name: keyof typeof flowNumber): void
  /** A month in one arm. */
  month(arm: number, year: number, cell: number): void
  /** After the last month: hours lost and gained by year. */
  close(): void
}

function accountOf(prepared: Prepared, person: Person, { tables }: DrawMaterial, tally: Tally): Account {
  const { years } = prepared.scenario
  const hours = new Float64Array(2 * years)
  const add = partsOf(prepared, person, tally)
  const later = person.joins === 0 ? 0 : 1
  return {
    flow: (month, name) => {
      const at = Math.floor(month / 12) * FLOWS + flowNumber[name]
      tally.flows[at] = (tally.flows[at] as number) + 1
    },
    month: (arm, year, cell) => {
      const at = monthsAt(years, arm, later, year) + cell
      tally.months[at] = (tally.months[at] as number) + 1
      add(1 + arm, year, tables.all[year * CELLS + cell] as number)
      const hour = arm * years + year
      hours[hour] = (hours[hour] as number) + (tables.hours[cell] as number)
      if (arm === 0) add(0, year, 1)
    },
    close: () => {
      for (let year = 0; year < years; year++) {
        const [before, after] = [hours[year] as number, hours[years + year] as number]
        add(3, year, before)
        add(4, year, Math.max(0, before - after))
        add(5, year, Math.max(0, after - before))
      }
    },
  }
}

/** One person's months, both arms side by side, one month after another. Gives whether the person is there after the last. */
function live({ scenario, starts }: Prepared, person: Person, material: DrawMaterial, account: Account): boolean {
  const { limits } = material
  const place = person.inHouse === 1 ? stateNumber.inHouse : stateNumber.outside
  const [before, after]: [Life, Life] = [
    { place, inJob: false, enablementEnds: -1 },
    { place, inJob: false, enablementEnds: -1 },
  ]
  const moveMonth = movesIn(scenario, starts[person.area] as number, person.joins, chanceOf(person, onceFor.review))
  const relieved = person.joins < moveMonth || person.joins === 0
  let { need, band } = person
  if (person.joins > 0) account.flow(person.joins, 'arrived')
  for (let month = person.joins; month < scenario.years * 12; month++) {
    const year = Math.floor(month / 12)
    if (person.ageMonths + month - person.joins >= (bandEndMonths[band] as number)) band++
    if (month === moveMonth) enterTier(after, person, need, month + scenario.enablementMonths, material)
    else if (month === after.enablementEnds) endEnablement(after, person, material, (name) => account.flow(month, name))
    const relief = relieved && month >= moveMonth && month < moveMonth + scenario.reliefMonths
    const cellOf = (life: Life, isRelief: boolean) =>
      cellAt(person.reason, need, columnOf(life.place, life.inJob, isRelief, person.inHouse))
    account.month(0, year, cellOf(before, false))
    account.month(1, year, cellOf(after, relief))
    const kind = kindAt(person.sex, person.reason, need, band)
    const drawn = chanceOf(person, month)
    const fate = [0, 1, 2, 3].find((one) => drawn < (limits.fates[kind * FATES + one] as number))
    if (fate === 0 || fate === 1) {
      account.flow(month, fate === 0 ? 'died' : 'left')
      return false
    }
    if (fate === 2) need++
    else if (fate === 3) need--
    else {
      if (move(before, person, 0, [need, band, drawn], material)) account.flow(month, 'jobsAsNow')
      if (move(after, person, 1, [need, band, drawn], material)) account.flow(month, 'jobsScenario')
    }
  }
  return true
}

function endEnablement(
  life: Life,
  person: Person,
  material: DrawMaterial,
  flow: (name: 'enabled' | 'enabledInVain') => void,
): void {
  const [independent, success] = material.enablementLimits
  const drawn = chanceOf(person, onceFor.enablement)
  life.enablementEnds = -1
  flow(drawn < success ? 'enabled' : 'enabledInVain')
  life.place =
    drawn < independent ? stateNumber.independent : drawn < success ? stateNumber.card : tier2(person, material)
}

/** Adds to the four parts that a person belongs to. */
function partsOf({ scenario }: Prepared, person: Person, { parts }: Tally) {
  const splits = splitsOf(scenario)
  const own = [
    splits.area + person.area,
    splits.reason + person.reason,
    splits.age + person.band,
    splits.ethnic + person.ethnic,
  ]
  return (figure: number, year: number, amount: number) => {
    for (const part of own) {
      const at = (part * SPLIT_FIGURES + figure) * scenario.years + year
      parts[at] = (parts[at] as number) + amount
    }
  }
}

/**
 * The model in its plain form: everybody of one draw, month by month. Slow and meant to be read; the fast form must give the same
 * whole numbers.
 */
export function referenceDraw(prepared: Prepared, material: DrawMaterial): Tally {
  const tally = emptyTally(prepared.scenario)
  for (const person of peopleOf(prepared, material)) {
    const account = accountOf(prepared, person, material, tally)
    if (live(prepared, person, material, account)) tally.endPeople++
    account.close()
  }
  return tally
}
