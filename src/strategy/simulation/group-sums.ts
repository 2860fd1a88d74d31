import type { Scenario } from './scenario-shape.ts'
import { SPLIT_FIGURES, type Splits, splitsOf } from './tally.ts'
import { ageBandNames, reasons } from './words.ts'

/**
 * Sums of people who are in the same four parts: each person's years are added once, and each group's sums to its four parts when the
 * draw is done.
 */
export class GroupSums {
  /** By group × year × split figure. */
  private readonly sums: Float64Array
  private readonly used: Uint8Array
  private readonly splits: Splits
  private readonly ethnics: number
  private readonly years: number

  constructor(scenario: Scenario) {
    this.splits = splitsOf(scenario)
    this.ethnics = scenario.ethnicGroups.length
    this.years = scenario.years
    const count = scenario.areas.length * reasons.length * ageBandNames.length * this.ethnics
    this.sums = new Float64Array(count * this.years * SPLIT_FIGURES)
    this.used = new Uint8Array(count)
  }

  /** The group of somebody. */
  of(area: number, reason: number, band: number, ethnic: number): number {
    const group = ((area * reasons.length + reason) * ageBandNames.length + band) * this.ethnics + ethnic
    this.used[group] = 1
    return group
  }

  /** Adds a person's years (by year: cost as now and in the scenario, hours as now and in the scenario), and clears them. */
  add(group: number, own: Float64Array, joins: number, until: number): void {
    const { sums } = this
    const first = group * this.years
    for (let year = (joins / 12) | 0; year * 12 < until; year++) {
      const at = (first + year) * SPLIT_FIGURES
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
    for (let group = 0; group < this.used.length; group++) {
      if (this.used[group] === 0) continue
      this.used[group] = 0
      const [ethnic, other] = [group % this.ethnics, Math.floor(group / this.ethnics)]
      const [band, rest] = [other % ageBandNames.length, Math.floor(other / ageBandNames.length)]
      const [reason, area] = [rest % reasons.length, Math.floor(rest / reasons.length)]
      const from = group * this.years * SPLIT_FIGURES
      const { splits } = this
      for (const part of [splits.area + area, splits.reason + reason, splits.age + band, splits.ethnic + ethnic])
        this.addGroup(parts, part, from)
      this.sums.fill(0, from, from + this.years * SPLIT_FIGURES)
    }
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
