import type { Scenario } from './scenario-shape.ts'
import { SPLIT_FIGURES, type Splits, splitsOf } from './tally.ts'
import { ageBandNames, reasons } from './words.ts'

/**
 * Sums of people who are in the same four parts: each person's years are added once, and each group's sums to its four parts when the
 * draw is done. Only groups that anybody was ever in have a place, side by side: few enough to stay near the processor.
 */
export class GroupSums {
  /** By place × year × split figure. */
  private sums: Float64Array
  /** By group: its place + 1, 0 for none. */
  private readonly placeOf: Int32Array
  /** By place: the four parts it belongs to. */
  private readonly partsOf: number[] = []
  private readonly splits: Splits
  private readonly ethnics: number
  private readonly years: number
  /** Numbers of one place. */
  private readonly size: number

  constructor(scenario: Scenario) {
    this.splits = splitsOf(scenario)
    this.ethnics = scenario.ethnicGroups.length
    this.years = scenario.years
    this.size = scenario.years * SPLIT_FIGURES
    const count = scenario.areas.length * reasons.length * ageBandNames.length * this.ethnics
    this.placeOf = new Int32Array(count)
    this.sums = new Float64Array(64 * this.size)
  }

  /** Where the sums of somebody's group begin. */
  of(area: number, reason: number, band: number, ethnic: number): number {
    const group = ((area * reasons.length + reason) * ageBandNames.length + band) * this.ethnics + ethnic
    const place = this.placeOf[group] as number
    return place > 0 ? (place - 1) * this.size : this.newPlace(group, [area, reason, band, ethnic])
  }

  private newPlace(group: number, [area, reason, band, ethnic]: readonly [number, number, number, number]): number {
    const { splits, partsOf } = this
    const first = (partsOf.length / 4) * this.size
    partsOf.push(splits.area + area, splits.reason + reason, splits.age + band, splits.ethnic + ethnic)
    this.placeOf[group] = partsOf.length / 4
    if (first === this.sums.length) {
      const more = new Float64Array(2 * first)
      more.set(this.sums)
      this.sums = more
    }
    return first
  }

  /** Adds a person's years (by year: cost as now and in the scenario, hours as now and in the scenario), and clears them. */
  add(first: number, own: Float64Array, joins: number, until: number): void {
    const { sums } = this
    for (let year = (joins / 12) | 0; year * 12 < until; year++) {
      const at = first + year * SPLIT_FIGURES
      const from = year * 4
      const months = Math.min(until, (year + 1) * 12) - Math.max(joins, year * 12)
      const [before, after] = [own[from + 2] as number, own[from + 3] as number]
      sums[at] = (sums[at] as number) + months
      sums[at + 1] = (sums[at + 1] as number) + (own[from] as number)
      sums[at + 2] = (sums[at + 2] as number) + (own[from + 1] as number)
      sums[at + 3] = (sums[at + 3] as number) + before
      sums[at + 4] = (sums[at + 4] as number) + Math.max(0, before - after)
      sums[at + 5] = (sums[at + 5] as number) + Math.max(0, after - before)
      own[from] = own[from + 1] = own[from + 2] = own[from + 3] = 0
    }
  }

  /** Adds every group to the four parts it belongs to, and clears it. */
  addTo(parts: Float64Array): void {
    const { partsOf, size } = this
    for (let at = 0; at < partsOf.length; at++) this.addGroup(parts, partsOf[at] as number, (at >> 2) * size)
    this.sums.fill(0, 0, (partsOf.length / 4) * size)
  }

  private addGroup(parts: Float64Array, part: number, from: number): void {
    const { years, sums } = this
    for (let figure = 0; figure < SPLIT_FIGURES; figure++) {
      const to = (part * SPLIT_FIGURES + figure) * years
      for (let year = 0; year < years; year++)
        parts[to + year] = (parts[to + year] as number) + (sums[from + year * SPLIT_FIGURES + figure] as number)
    }
  }
}
