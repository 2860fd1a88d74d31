import type { CalendarDate } from '../../core/calendar-date.ts'
import { pence, shareOut } from '../../core/money.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'

/** The groups the strategy paper splits its spend by (Figure 12). */
export const spendGroups = ['learning_disability', 'older', 'physical_sensory', 'mental_health'] as const
export type SpendGroup = (typeof spendGroups)[number]

/** How many of each, for a borough of any size, in the proportions of the council's own figures. */
export interface DemoTargets {
  readonly areas: readonly { readonly name: string; readonly people: number }[]
  readonly reasons: readonly { readonly reason: string; readonly older: boolean; readonly people: number }[]
  readonly otherEthnicity: number
  /** Per spending group: in-house only, outside only, both. */
  readonly overlap: Readonly<Record<SpendGroup, readonly [number, number, number]>>
  /** A year's spend in pence by spending group, and the part of it that is spent in-house. */
  readonly spendPence: Readonly<Record<SpendGroup, number>>
  readonly inHousePence: number
}

/** Shares a number of people out in proportion; for the borough's own size it gives the printed numbers back. */
export function apportion(people: number, weights: readonly number[]): number[] {
  return shareOut(pence(people), weights)
}

/** Which spending group someone counts in: sensory support counts with older people from 65, else with physical. */
export function spendGroupOf(reason: string, older: boolean): SpendGroup {
  if (reason === 'learning_disability' || reason === 'mental_health') return reason
  if (reason === 'physical') return 'physical_sensory'
  return reason === 'sensory' && !older ? 'physical_sensory' : 'older'
}

/** The council’s own figures in force on a day, shared out for a borough of so many people; money is a year’s, in pence. */
export function targetsOf(policy: CouncilPolicy, people: number, today: CalendarDate): DemoTargets {
  const areas = Object.entries(policy.value('demo.areas', today))
  const cells = Object.entries(policy.value('demo.groups', today)).flatMap(([reason, { working, older }]) => [
    { reason, older: false, weight: working },
    { reason, older: true, weight: older },
  ])
  const inArea = apportion(
    people,
    areas.map(([, weight]) => weight),
  )
  const inCell = apportion(
    people,
    cells.map(({ weight }) => weight),
  )
  const reasons = cells.map(({ reason, older }, at) => ({ reason, older, people: inCell[at] ?? 0 }))
  const ethnicity = policy.value('demo.ethnicity', today)
  const printed = policy.value('demo.overlap', today)
  const overlap = {} as Record<SpendGroup, readonly [number, number, number]>
  for (const group of spendGroups) {
    const size = reasons
      .filter((cell) => spendGroupOf(cell.reason, cell.older) === group)
      .reduce((all, cell) => all + cell.people, 0)
    const [inside, outside, both] = apportion(size, printed[group] ?? [0, 1, 0])
    overlap[group] = [inside ?? 0, outside ?? 0, both ?? 0]
  }
  return {
    areas: areas.map(([name], at) => ({ name, people: inArea[at] ?? 0 })),
    reasons,
    otherEthnicity: apportion(people, [ethnicity.white, ethnicity.other])[1] ?? 0,
    overlap,
    ...spendOf(policy, people, today),
  }
}

function spendOf(policy: CouncilPolicy, people: number, today: CalendarDate) {
  const printedOn = policy.all.find(({ key }) => key === 'spend.totalPence')?.dated[0]?.from ?? today
  const figure = (key: string) => policy.figure(key, printedOn) ?? 0
  const whole: Record<SpendGroup, number> = {
    learning_disability: figure('spend.learningDisabilityPence'),
    older: figure('spend.olderPence'),
    physical_sensory: figure('spend.physicalSensoryPence'),
    mental_health: figure('spend.mentalHealthPence'),
  }
  const size = policy.value('demo.people', today)
  const scaled = (pence: number) => Math.round((pence * people) / size)
  const spendPence = {} as Record<SpendGroup, number>
  for (const group of spendGroups) spendPence[group] = scaled(whole[group])
  return { spendPence, inHousePence: scaled(figure('spend.inHousePence')) }
}
