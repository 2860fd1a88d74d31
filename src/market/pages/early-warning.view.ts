import { type CalendarDate, longDate, monthWords } from '../../core/calendar-date.ts'
import { pagesOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { typedPounds } from '../../core/money.ts'
import { type WarningLevel, warningLevels } from '../early-warning.ts'
import type { ViabilityPolicy } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { inOrderOfRisk, warningFrom } from '../service-viability.ts'
import type { ServiceKnown } from '../store.ts'
import { breakEvenTenths, occupancyTenths } from '../viability.ts'
import { levelWords, lossWords, signedMoney, tenthsWords, warningWords } from '../viability-words.ts'

export interface WarningFilter {
  readonly words: string
  readonly level: WarningLevel | ''
  readonly lot: string
  readonly own: 'own' | 'others' | ''
}

export const levelColours: Readonly<Record<WarningLevel, string>> = {
  loss: 'red',
  soon: 'orange',
  watch: 'purple',
  sound: 'green',
  not_known: 'grey',
}

/** The services somebody asked to see, those most at risk first. */
export function filteredServices(services: readonly ServiceKnown[], wanted: WarningFilter): ServiceKnown[] {
  const words = wanted.words.trim().toLowerCase()
  return inOrderOfRisk(
    services.filter(
      (one) =>
        one.name.toLowerCase().includes(words) &&
        (wanted.level === '' || warningFrom(one.found).level === wanted.level) &&
        (wanted.lot === '' || one.lot === wanted.lot) &&
        (wanted.own === '' || (wanted.own === 'own') === one.inHouse),
    ),
  )
}

const figures = (service: ServiceKnown) => {
  const { found } = service
  if ('notKnown' in found) return undefined
  const { year } = found
  return {
    occupancy: occupancyTenths(year.attended, year.capacity),
    breakEven: breakEvenTenths(year),
    result: year.result,
    months: found.monthsToLoss,
    pay: found.floor.state,
  }
}

/** The early-warning list as rows of a spreadsheet. */
export function warningTable(services: readonly ServiceKnown[]) {
  const head = [
    'provider',
    'in_house',
    'lot',
    'warning',
    'why',
    'months_to_loss',
    'occupancy_percent',
    'break_even_percent',
    'income_less_cost_pounds_a_year',
    'lowest_pay',
  ]
  return [
    head,
    ...services.map((one) => {
      const of = figures(one)
      return [
        one.name,
        one.inHouse ? 'yes' : 'no',
        one.lot,
        warningFrom(one.found).level,
        warningWords(one.found).join(' '),
        of?.months,
        of && (of.occupancy / 10).toFixed(1),
        of?.breakEven === undefined ? undefined : (of.breakEven / 10).toFixed(1),
        of && typedPounds(of.result),
        of?.pay,
      ]
    }),
  ]
}

function rowOf(one: ServiceKnown) {
  const of = figures(one)
  const { level } = warningFrom(one.found)
  return {
    cells: [
      { text: one.name, href: paths.viability(one.providerId, one.lotId), note: one.lot },
      { tag: levelWords[level], colour: levelColours[level] },
      { text: warningWords(one.found).join(' ') },
      { text: of === undefined ? '' : lossWords(of.months) },
      { text: of === undefined ? '' : tenthsWords(of.occupancy) },
      {
        text: of === undefined ? '' : of.breakEven === undefined ? 'None' : tenthsWords(of.breakEven),
      },
      { text: of === undefined ? '' : signedMoney(of.result) },
    ],
  }
}

/** A provider's own services, for itself. */
export const myFiguresView = (services: readonly ServiceKnown[]) => ({
  rows: inOrderOfRisk(services).map(rowOf),
  back: paths.myService(),
})

/** The early-warning list, in words. */
export function earlyWarningView(given: {
  services: readonly ServiceKnown[]
  wanted: WarningFilter
  rule: ViabilityPolicy
  today: CalendarDate
  page: number
}) {
  const { services, wanted, rule, today, page } = given
  const some = filteredServices(services, wanted)
  const asked = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== '')).toString()
  const count = (level: WarningLevel) => services.filter(({ found }) => warningFrom(found).level === level).length
  const last = services
    .flatMap(({ months }) => months.map(({ month }) => month))
    .sort()
    .at(-1)
  return {
    on: longDate(today),
    until: last === undefined ? null : monthWords(last),
    counts: warningLevels.map((level) => ({
      number: count(level),
      text: levelWords[level],
      href: `${paths.earlyWarning()}?level=${level}`,
      tone:
        count(level) === 0
          ? 'none'
          : { loss: 'bad', soon: 'warn', watch: 'warn', sound: 'good', not_known: 'none' }[level],
    })),
    filter: wanted,
    levelChoices: [{ value: '', text: 'Any' }, ...warningLevels.map((value) => ({ value, text: levelWords[value] }))],
    lotChoices: [
      { value: '', text: 'Every lot' },
      ...[...new Set(services.map(({ lot }) => lot))].sort().map((value) => ({ value, text: value })),
    ],
    ownChoices: [
      { value: '', text: 'Everybody' },
      { value: 'own', text: 'The council’s own service' },
      { value: 'others', text: 'Others' },
    ],
    total: some.length,
    rows: some.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE).map(rowOf),
    pager: {
      page,
      pages: pagesOf(some.length),
      href: `${paths.earlyWarning()}?${asked === '' ? '' : `${asked}&`}page=`,
    },
    csv: `/market/viability.csv${asked === '' ? '' : `?${asked}`}`,
    everything: asked === '' ? null : paths.earlyWarning(),
    rule: `A loss within ${rule.soonMonths} months is near. A loss within ${rule.watchMonths} months, an occupancy less than ${rule.nearPoints} points above break-even, or pay below the National Living Wage is watched. Nothing is worked out from fewer than ${rule.leastMonths} whole months, or without an open book.`,
    ruleFrom: rule.from,
    back: paths.providers(),
  }
}
