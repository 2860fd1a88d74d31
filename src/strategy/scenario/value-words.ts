import { units } from '../simulation/assumption-list.ts'
import { kindOf } from '../simulation/assumptions-of.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import { shownOf } from './change-scenario.ts'
import { roughPounds } from './said.ts'

/** A number with the sign that is read as minus. */
const signed = (number: string) => number.replace(/^-/, '−')

/** A value with its whole unit, where no name beside it says what it counts: "£16 an hour", "3.4 times a week", "5%". */
export function measuredWords(scenario: Scenario, key: string, value: number): string {
  const { unit } = kindOf(scenario, key)
  const said = valueWords(scenario, key, value)
  if (unit === 'share' || unit === 'yearly' || unit === 'points') return said
  const counted = units[unit].replace(/^pence ?/, '')
  const one: Readonly<Record<string, string>> = { times: 'time', hours: 'hour', people: 'person' }
  return `${said} ${said === '1' ? counted.replace(/^(times|hours|people)/, (word) => one[word] ?? word) : counted}`.trim()
}

/** How finely `valueWords` says a value: to the tenth of a per cent, to the penny, to three figures from £1,000 on. */
function grainOf(scenario: Scenario, key: string, value: number): number {
  const { unit } = kindOf(scenario, key)
  const threeFigures = () => 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 2)
  if (unit === 'share') return 0.001
  if (unit === 'yearly') return threeFigures()
  if (unit === 'points') return 0.00001
  if (unit.startsWith('pence')) return Math.abs(value) < 100_000 ? 1 : threeFigures()
  return 0.01
}

/** The value nearest to one that is said without rounding, and not below it (`up`) or not above it. */
export function sayableValue(scenario: Scenario, key: string, value: number, up: boolean): number {
  const grain = grainOf(scenario, key, value)
  const steps = Number((value / grain).toPrecision(12))
  return Number(((up ? Math.ceil(steps) : Math.floor(steps)) * grain).toPrecision(12))
}

/** A value of an assumption in the words of its unit. */
export function valueWords(scenario: Scenario, key: string, value: number): string {
  const { unit } = kindOf(scenario, key)
  if (unit === 'share') return `${shownOf(Math.round(value * 1000) / 1000, 'inHundred')}%`
  if (unit === 'yearly') return `${shownOf(Number(value.toPrecision(3)), 'inHundred')} in 100 a year`
  if (unit === 'points') return `${signed(shownOf(Math.round(value * 100_000) / 100_000, 'inHundred'))} points`
  if (unit.startsWith('pence'))
    return Math.abs(value) < 100_000 ? `£${shownOf(Math.round(value), 'pounds')}` : roughPounds(value)
  return signed(String(Math.round(value * 100) / 100))
}
