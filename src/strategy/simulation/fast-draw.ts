import { asShare, counted, firstKey, groupKey, onceFor, secondKey } from './chance.ts'
import { CELLS, cellAt, columnOf } from './costs.ts'
import type { DrawMaterial, Prepared } from './draw-material.ts'
import { GroupSums } from './group-sums.ts'
import {
  BACK_FROM_JOB,
  FATES,
  INTO_JOB,
  kindAt,
  MOVES,
  moveAt,
  movesIn,
  NEVER,
  TIER_1,
  TIER_2,
  workKind,
} from './limits.ts'
import { bandEndMonths, bandFromMonths, bandMonths, NEED_NOT_KNOWN } from './people-columns.ts'
import type { Arrival, Scenario } from './scenario-shape.ts'
import { clearTally, emptyTally, FLOWS, flowNumber, monthsAt, type Tally } from './tally.ts'
import { ageBandNames, reasons, stateNumber } from './words.ts'

const ends = Int32Array.from(bandEndMonths)
const ageFrom = Int32Array.from(bandFromMonths)
const ageMonths = Int32Array.from(bandMonths)
const { tier1InHouse, tier1Outside, tier2Alone, tier2Shared, enabling, card, independent, inHouse, outside, job } =
  stateNumber

/**
 * The same model as `reference.ts`, by stretches instead of months. Between two events nothing of a person changes, so the months up to
 * the next number below the person's limit are only counted; then they are added at once, year by year. Whole numbers are added, so the
 * sums are those of the plain form. One instance serves one draw after another and makes nothing new for a person.
 */
export class FastDraw {
  readonly tally: Tally
  private readonly prepared: Prepared
  private readonly scenario: Scenario
  private readonly years: number
  private readonly end: number
  /** Of one person, by year: cost as now and in the scenario, hours as now and in the scenario. */
  private readonly own4: Float64Array
  private readonly groups: GroupSums
  private readonly place = new Int32Array(2)
  private readonly inJob = new Int32Array(2)
  private material!: DrawMaterial
  private fates!: Int32Array
  private moveEnds!: Float64Array
  private all!: Int32Array
  private hoursOf!: Int32Array
  // the person at hand
  private group = 0
  private first = 0
  private second = 0
  private later = 0
  private sex = 0
  private reason = 0
  private own = 0
  private need = 0
  private band = 0
  private born = 0
  private moves = 0
  private reliefFrom = 0
  private reliefEnds = 0
  private enablementEnds = 0
  private there = true

  constructor(prepared: Prepared) {
    this.prepared = prepared
    this.scenario = prepared.scenario
    this.years = prepared.scenario.years
    this.end = this.years * 12
    this.tally = emptyTally(prepared.scenario)
    this.own4 = new Float64Array(4 * this.years)
    this.groups = new GroupSums(prepared.scenario)
  }

  /** Works out one draw. The tally is the instance's own and is written over by the next draw. */
  run(material: DrawMaterial): Tally {
    const { people, donors } = this.prepared
    this.material = material
    this.fates = material.limits.fates
    this.moveEnds = material.limits.moves
    this.all = material.tables.all
    this.hoursOf = material.tables.hours
    clearTally(this.tally)
    const firstDay = groupKey(material.key, 0)
    for (let row = 0; row < people.rows; row++) {
      this.setKeys(firstDay, row)
      this.begin(row, 0, people.reason[row] as number, people.band[row] as number, people.need[row] as number)
      this.live(0)
    }
    for (const { stream, month, key, count } of material.arriving) {
      const { reason, ageBand } = this.scenario.arrivals[stream] as Arrival
      const [number, band] = [reasons.indexOf(reason), ageBandNames.indexOf(ageBand)]
      const rows = donors[number] as Int32Array
      for (let one = 1; one <= count; one++) {
        this.setKeys(key, one)
        const donor = rows[Math.floor(asShare(this.chance(onceFor.donor)) * rows.length)] as number
        this.begin(donor, month, number, band, NEED_NOT_KNOWN)
        if (month > 0) this.flow(month, flowNumber.arrived)
        this.live(month)
      }
    }
    this.groups.addTo(this.tally.parts)
    return this.tally
  }

  private setKeys(group: number, number: number): void {
    this.first = firstKey(group, number)
    this.second = secondKey(group, number)
  }

  private chance(count: number): number {
    return counted(this.first, this.second, count)
  }

  private flow(month: number, flow: number): void {
    const at = Math.floor(month / 12) * FLOWS + flow
    this.tally.flows[at] = (this.tally.flows[at] as number) + 1
  }

  /** Sets the person at hand: like the row, but for what is given. */
  private begin(row: number, joins: number, reason: number, band: number, need: number): void {
    const { people, starts } = this.prepared
    this.later = joins === 0 ? 0 : 1
    this.sex = people.sex[row] as number
    this.reason = reason
    this.own = people.inHouse[row] as number
    this.need = need === NEED_NOT_KNOWN ? this.needDrawn() : need
    this.band = band
    this.born =
      (ageFrom[band] as number) + Math.floor(asShare(this.chance(onceFor.age)) * (ageMonths[band] as number)) - joins
    const begins = starts[people.area[row] as number] as number
    this.moves = movesIn(this.scenario, begins, joins, this.chance(onceFor.review))
    const relieved = joins < this.moves || joins === 0
    this.reliefFrom = relieved ? this.moves : NEVER
    this.reliefEnds = relieved ? this.moves + this.scenario.reliefMonths : NEVER
    this.enablementEnds = NEVER
    this.place.fill(this.own === 1 ? inHouse : outside)
    this.inJob.fill(0)
    this.there = true
    this.group = this.groups.of(people.area[row] as number, reason, band, people.ethnic[row] as number)
  }

  private needDrawn(): number {
    const [lower, medium] = this.material.needLimits
    const drawn = this.chance(onceFor.need)
    return drawn < lower ? 0 : drawn < medium ? 1 : 2
  }

  private tier1(): number {
    return this.own === 1 ? tier1InHouse : tier1Outside
  }

  private tier2(): number {
    return this.chance(onceFor.sharing) < this.material.sharingLimit ? tier2Shared : tier2Alone
  }

  /** The person at hand, stretch by stretch. */
  private live(joins: number): void {
    let month = joins
    while (this.there && month < this.end) {
      this.startOfMonth(month)
      const stop = this.stretchEnd(month)
      const kind = kindAt(this.sex, this.reason, this.need, this.band)
      const at = this.firstEvent(month, stop, kind)
      const until = at < stop ? at + 1 : stop
      this.addStretch(month, until)
      if (at < stop) this.endOfMonth(at, kind)
      month = until
    }
    if (this.there) this.tally.endPeople++
    this.groups.add(this.group, this.own4, joins, month)
  }

  /** What is due at a known month: a birthday, the move to a tier, the end of enablement. */
  private startOfMonth(month: number): void {
    while (this.born + month >= (ends[this.band] as number)) this.band++
    if (month === this.moves) this.enterTier(month)
    else if (month === this.enablementEnds) this.endEnablement(month)
  }

  /** The month before which something is due, or the end. */
  private stretchEnd(month: number): number {
    let stop = Math.min(this.end, (ends[this.band] as number) - this.born)
    if (this.moves > month && this.moves < stop) stop = this.moves
    if (this.enablementEnds < stop) stop = this.enablementEnds
    if (this.reliefEnds > month && this.reliefEnds < stop) stop = this.reliefEnds
    return stop
  }

  private stateOf(arm: number): number {
    return this.inJob[arm] === 1 ? job : (this.place[arm] as number)
  }

  /** The first month whose number lies below what either arm heeds; `stop` where there is none. */
  private firstEvent(from: number, stop: number, kind: number): number {
    const work = workKind(this.need, this.band)
    const one = this.moveEnds[moveAt(0, work, this.stateOf(0)) * MOVES + MOVES - 1] as number
    const other = this.moveEnds[moveAt(1, work, this.stateOf(1)) * MOVES + MOVES - 1] as number
    const last = (this.fates[kind * FATES + FATES - 1] as number) + Math.max(one, other)
    const limit = Math.min(2_147_483_647, last) | 0
    const { first, second } = this
    for (let month = from; month < stop; month++) if (counted(first, second, month) < limit) return month
    return stop
  }

  /** Adds the months of a stretch to both arms, year by year. */
  private addStretch(from: number, until: number): void {
    const { all, hoursOf, own4 } = this
    const { months } = this.tally
    const relief = from >= this.reliefFrom && from < this.reliefEnds
    const kind = cellAt(this.reason, this.need, 0)
    const before = kind + columnOf(this.place[0] as number, this.inJob[0] === 1, false, this.own)
    const after = kind + columnOf(this.place[1] as number, this.inJob[1] === 1, relief, this.own)
    const hoursBefore = hoursOf[before] as number
    const hoursAfter = hoursOf[after] as number
    let year = (from / 12) | 0
    let one = monthsAt(this.years, 0, this.later, year) + before
    let other = monthsAt(this.years, 1, this.later, year) + after
    for (let month = from; month < until; year++) {
      const yearEnd = (year + 1) * 12
      const next = Math.min(until, yearEnd)
      const count = next - month
      const cells = year * CELLS
      const at = year * 4
      months[one] = (months[one] as number) + count
      months[other] = (months[other] as number) + count
      own4[at] = (own4[at] as number) + count * (all[cells + before] as number)
      own4[at + 1] = (own4[at + 1] as number) + count * (all[cells + after] as number)
      own4[at + 2] = (own4[at + 2] as number) + count * hoursBefore
      own4[at + 3] = (own4[at + 3] as number) + count * hoursAfter
      one += CELLS
      other += CELLS
      month = next
    }
  }

  /** What the number of the month at hand brings. */
  private endOfMonth(month: number, kind: number): void {
    const drawn = this.chance(month)
    const { fates } = this
    const at = kind * FATES
    if (drawn < (fates[at + 1] as number)) {
      this.flow(month, drawn < (fates[at] as number) ? flowNumber.died : flowNumber.left)
      this.there = false
    } else if (drawn < (fates[at + 2] as number)) this.need++
    else if (drawn < (fates[at + 3] as number)) this.need--
    else {
      if (this.move(0, kind, drawn)) this.flow(month, flowNumber.jobsAsNow)
      if (this.move(1, kind, drawn)) this.flow(month, flowNumber.jobsScenario)
    }
  }

  /** The arm's own move, where there is one. Gives whether a job was found. */
  private move(arm: number, kind: number, drawn: number): boolean {
    const { targets } = this.material.limits
    const state = this.stateOf(arm)
    const base = moveAt(arm, workKind(this.need, this.band), state) * MOVES
    const fated = this.fates[kind * FATES + FATES - 1] as number
    let way = 0
    while (way < MOVES && drawn >= fated + (this.moveEnds[base + way] as number)) way++
    if (way === MOVES) return false
    const target = targets[state * MOVES + way] as number
    if (target === INTO_JOB) this.inJob[arm] = 1
    else if (target === BACK_FROM_JOB) this.inJob[arm] = 0
    else this.place[arm] = target === TIER_1 ? this.tier1() : target === TIER_2 ? this.tier2() : target
    return target === INTO_JOB
  }

  private enterTier(month: number): void {
    const [first, second] = this.material.mixLimits[this.need] as readonly [number, number]
    const drawn = this.chance(onceFor.mix)
    if (drawn < first) this.place[1] = this.tier1()
    else if (drawn < second) this.place[1] = this.tier2()
    else {
      this.place[1] = enabling
      this.enablementEnds = month + this.scenario.enablementMonths
    }
  }

  private endEnablement(month: number): void {
    const [nothingMore, success] = this.material.enablementLimits
    const drawn = this.chance(onceFor.enablement)
    this.enablementEnds = NEVER
    this.flow(month, drawn < success ? flowNumber.enabled : flowNumber.enabledInVain)
    this.place[1] = drawn < nothingMore ? independent : drawn < success ? card : this.tier2()
  }
}
