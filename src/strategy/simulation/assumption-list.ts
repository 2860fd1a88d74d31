import { ageBandNames, needs, reasons } from './words.ts'

/** What a number may be. `share`: nought to one. `yearly`: the share of people to whom it happens within a year, nought to one. */
export const units = {
  share: 'share, 0 to 1',
  yearly: 'share of people a year, 0 to 1',
  peopleYearly: 'people a year',
  times: 'times',
  weekly: 'times a week',
  hours: 'hours',
  hoursWeekly: 'hours a week',
  people: 'people',
  pence: 'pence',
  penceYearly: 'pence a year',
  penceMonthly: 'pence a month',
  points: 'added to each year’s rate',
} as const
export type Unit = keyof typeof units

export interface AssumptionKind {
  readonly key: string
  readonly unit: Unit
  readonly name: string
}

const each = <Name extends string>(
  names: readonly Name[],
  prefix: string,
  unit: Unit,
  words: (name: string) => string,
): AssumptionKind[] =>
  names.map((name) => ({
    key: `${prefix}.${name.replaceAll(' ', '_')}`,
    unit,
    name: words(name.replaceAll('_', ' ')),
  }))
const one = (key: string, unit: Unit, name: string): AssumptionKind => ({ key, unit, name })

const lives: AssumptionKind[] = [
  ...each(ageBandNames, 'death', 'yearly', (band) => `People aged ${band} who die in a year`),
  one('deathTimes.male', 'times', 'A man’s chance of dying, times a woman’s'),
  one('deathTimes.learning_disability', 'times', 'Chance of dying with a learning disability, times others’'),
  ...each(reasons, 'leaving', 'yearly', (reason) => `People who stop for another reason in a year: ${reason}`),
  ...each(needs, 'need', 'share', (need) => `People who begin with ${need} needs (the three are made to add to one)`),
  one('need.rises', 'yearly', 'People under 65 whose needs rise a level in a year'),
  one('need.risesOlder', 'yearly', 'People of 65 and over whose needs rise a level in a year'),
  one('need.falls', 'yearly', 'People whose needs fall a level in a year'),
]

const tiers: AssumptionKind[] = [
  ...needs.flatMap((need) =>
    ([1, 2, 3] as const).map((tier) =>
      one(
        `mix.${need}.tier${tier}`,
        'share',
        `People with ${need} needs who enter tier ${tier} (the three add to one)`,
      ),
    ),
  ),
  ...['1to2', '1to3', '2to1', '2to3', '3to1', '3to2'].map((move) =>
    one(`move.${move}`, 'yearly', `People who go from tier ${move[0]} to tier ${move[3]} in a year`),
  ),
  one('enablement.success', 'share', 'Enablement that ends with a card or nothing more; the others go to tier 2'),
  one('enablement.independent', 'share', 'Of those who succeed: need no paid support'),
  one('enablement.returns', 'yearly', 'People who needed no paid support and come back to tier 2 in a year'),
  one('sharing.share', 'share', 'People of tier 2 who share a worker or join a group'),
  one('sharing.people', 'people', 'People to one worker where they share'),
]

const work: AssumptionKind[] = [
  one('job.asNow', 'yearly', 'People under 65 who find paid work in a year as things are'),
  one('job.scenario', 'yearly', 'People under 65 who find paid work in a year in the scenario'),
  one('job.higherNeedTimes', 'times', 'The same with higher needs, times the others’'),
  one('job.lost', 'yearly', 'People in paid work who lose it in a year'),
  one('job.savingPence', 'penceYearly', 'Cost saved while somebody is in paid work'),
  one('job.helpPence', 'pence', 'Cost of supported employment for each job found'),
  one('job.hoursWeekly', 'hoursWeekly', 'Hours at work'),
]

const attendance: AssumptionKind[] = [
  ...each(reasons, 'attendance', 'weekly', (reason) => `Attendances a week now, medium needs: ${reason}`),
  one('attendanceTimes.lower', 'times', 'Attendances with lower needs, times those with medium needs'),
  one('attendanceTimes.higher', 'times', 'Attendances with higher needs, times those with medium needs'),
  one('attendanceTimes.tier1', 'times', 'Attendances in tier 1, times those now'),
  one('attendanceTimes.tier2', 'times', 'Sessions in tier 2, times attendances now'),
  one('attendance.hours', 'hours', 'Hours of a day in a place as now or in tier 1'),
  one('session.hours', 'hours', 'Hours of a session in tier 2'),
  one('card.hoursWeekly', 'hoursWeekly', 'Hours away from home with a card'),
  one('enabling.hoursWeekly', 'hoursWeekly', 'Hours away from home while being enabled'),
]

const prices: AssumptionKind[] = [
  ...each(reasons, 'price', 'pence', (reason) => `An attendance now: ${reason}`),
  one('priceTimes.inHouse', 'times', 'An attendance with the council’s own service, times the price now'),
  one('priceTimes.outside', 'times', 'An attendance with an outside provider, times the price now'),
  ...each(needs, 'price.tier1', 'pence', (need) => `A day in tier 1, ${need} needs`),
  one('price.tier2Hour', 'pence', 'An hour in tier 2 with one worker to oneself'),
  one('price.card', 'penceYearly', 'The most on a card in a year'),
  one('card.used', 'share', 'Of the card: spent'),
  one('price.enabling', 'penceMonthly', 'A month of enablement'),
  one('price.transport', 'pence', 'Transport of one attendance, there and back'),
  one('transport.days', 'share', 'Attendances in places as now and tier 1 with council transport'),
  one('transport.sessions', 'share', 'Sessions of tier 2 with council transport'),
  one('price.wageShare', 'share', 'Part of a price that follows wages; the rest follows other prices'),
  one('path.wagePoints', 'points', 'Wages rise faster or slower than the path'),
  one('path.inflationPoints', 'points', 'Other prices rise faster or slower than the path'),
]

const council: AssumptionKind[] = [
  one('fixed.share', 'share', 'Part of an own service’s cost that stays when a place is empty'),
  one('relief.share', 'share', 'Part of a fall in cost that is paid on as transitional relief'),
  one('carer.learning_disability', 'share', 'Hours lost that fall to an unpaid carer: learning disability'),
  one('carer.other', 'share', 'Hours lost that fall to an unpaid carer: everybody else'),
]

/** Every assumption that a scenario must give, by what it is about, in the order of its pages. */
export const assumptionGroups: readonly { readonly title: string; readonly kinds: readonly AssumptionKind[] }[] = [
  { title: 'Tiers, enablement and sharing', kinds: tiers },
  { title: 'Prices and transport', kinds: prices },
  { title: 'How often people come, and hours', kinds: attendance },
  { title: 'Paid work', kinds: work },
  { title: 'Empty places, relief and carers', kinds: council },
  { title: 'Needs, leaving and dying', kinds: lives },
]

/** Every assumption that a scenario must give. Arrivals bring one more each: `arrival.ID`. */
export const assumptionKinds: readonly AssumptionKind[] = [
  ...lives,
  ...tiers,
  ...work,
  ...attendance,
  ...prices,
  ...council,
]
