import type { Scenario } from '../../src/strategy/simulation/scenario-shape.ts'

/**
 * The expected months of people by state, year and arm, worked out exactly by carrying shares of people from month to month (a Markov
 * chain), with no chance in it. For people of one kind who all are there on the first day, whose age band does not matter, and with every
 * assumption at its middle. Written from the words of the model, not from its code.
 */
const places = [
  'inHouse',
  'outside',
  'tier1InHouse',
  'tier1Outside',
  'tier2Alone',
  'tier2Shared',
  'card',
  'independent',
]
const monthly = (yearly: number) => 1 - (1 - yearly) ** (1 / 12)

interface Kind {
  readonly need: number
  readonly own: boolean
  readonly older: boolean
  readonly death: number
  readonly leaving: number
}

/** A share of people by "need/place/job", where a place may be "enabling3": three months to go. */
type Shares = Map<string, number>

const add = (to: Shares, at: readonly [number, string, boolean], share: number) => {
  if (share !== 0) to.set(at.join('/'), (to.get(at.join('/')) ?? 0) + share)
}
const each = (shares: Shares, act: (need: number, place: string, job: boolean, share: number) => void) => {
  for (const [key, share] of shares) {
    const [need = '', place = '', job = ''] = key.split('/')
    act(Number(need), place, job === 'true', share)
  }
}

export function expectedMonths(scenario: Scenario, kind: Kind, arm: 'asNow' | 'scenario'): Record<string, number>[] {
  const value = (key: string) => scenario.assumptions[key]?.middle ?? Number.NaN
  const years = Array.from({ length: scenario.years }, (): Record<string, number> => ({}))
  for (const [tier2, weight] of [
    ['tier2Shared', value('sharing.share')],
    ['tier2Alone', 1 - value('sharing.share')],
  ] as const) {
    const chain = chainOf(scenario, kind, arm, tier2, value)
    let shares: Shares = new Map([[`${kind.need}/${kind.own ? 'inHouse' : 'outside'}/false`, weight]])
    for (let month = 0; month < scenario.years * 12; month++) {
      shares = chain.startOf(shares, month)
      const year = years[Math.floor(month / 12)] as Record<string, number>
      each(shares, (_need, place, job, share) => {
        const state = job ? 'job' : place.startsWith('enabling') ? 'enabling' : place
        year[state] = (year[state] ?? 0) + share
      })
      shares = chain.endOf(shares)
    }
  }
  return years
}

function chainOf(scenario: Scenario, kind: Kind, arm: string, tier2: string, value: (key: string) => number) {
  const tier1 = kind.own ? 'tier1InHouse' : 'tier1Outside'
  const { existing, startsMonth, overYears } = scenario.phasing
  const span = existing === 'year_one' ? 12 : overYears * 12
  const mixOf = (need: number): [string, number][] => {
    const level = ['lower', 'medium', 'higher'][need]
    const shares = [1, 2, 3].map((tier) => value(`mix.${level}.tier${tier}`))
    const sum = shares.reduce((total, share) => total + share, 0)
    const names = [tier1, tier2, `enabling${scenario.enablementMonths}`]
    return names.map((name, at) => [name, (shares[at] as number) / sum])
  }
  const success = value('enablement.success')
  const ends: [string, number][] = [
    ['independent', success * value('enablement.independent')],
    ['card', success * (1 - value('enablement.independent'))],
    [tier2, 1 - success],
  ]
  const startOf = (shares: Shares, month: number): Shares => {
    const next: Shares = new Map()
    const due = month - startsMonth
    const moving = arm === 'asNow' || existing === 'new_only' || due < 0 || due >= span ? 0 : 1 / (span - due)
    each(shares, (need, place, job, share) => {
      const left = /^enabling(\d+)$/.exec(place)?.[1]
      if (place === 'inHouse' || place === 'outside') {
        for (const [to, part] of mixOf(need)) add(next, [need, to, job], share * moving * part)
        add(next, [need, place, job], share * (1 - moving))
      } else if (left === undefined) add(next, [need, place, job], share)
      else if (left === '1') for (const [to, part] of ends) add(next, [need, to, job], share * part)
      else add(next, [need, `enabling${Number(left) - 1}`, job], share)
    })
    return next
  }
  const movesOf = (need: number, place: string, job: boolean): [place: string, job: boolean, chance: number][] => {
    if (job) return [[place, false, monthly(value('job.lost'))]]
    const yearly =
      value(arm === 'asNow' ? 'job.asNow' : 'job.scenario') * (need === 2 ? value('job.higherNeedTimes') : 1)
    const found: [string, boolean, number][] = [[place, true, kind.older ? 0 : monthly(Math.min(1, yearly))]]
    const way = (to: string, key: string) => found.push([to, false, monthly(value(key))])
    if (place.startsWith('tier1')) way(tier2, 'move.1to2') && way('card', 'move.1to3')
    if (place.startsWith('tier2')) way(tier1, 'move.2to1') && way('card', 'move.2to3')
    if (place === 'card') way(tier2, 'move.3to2') && way(tier1, 'move.3to1')
    if (place === 'independent') way(tier2, 'enablement.returns')
    return found
  }
  const endOf = (shares: Shares): Shares => {
    const next: Shares = new Map()
    each(shares, (need, place, job, share) => {
      let used = 0
      const take = (chance: number) => {
        const taken = Math.min(1, used + chance) - used
        used += taken
        return taken
      }
      take(monthly(kind.death))
      take(monthly(kind.leaving))
      if (need < 2)
        add(next, [need + 1, place, job], share * take(monthly(value(kind.older ? 'need.risesOlder' : 'need.rises'))))
      if (need > 0) add(next, [need - 1, place, job], share * take(monthly(value('need.falls'))))
      for (const [to, work, chance] of movesOf(need, place, job)) add(next, [need, to, work], share * take(chance))
      add(next, [need, place, job], share * (1 - used))
    })
    return next
  }
  return { startOf, endOf }
}

export const expectedStates = [...places, 'enabling', 'job']
