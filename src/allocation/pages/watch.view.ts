import { day, monthWords, shortDate } from '../../core/calendar-date.ts'
import { type Shown, suppress } from '../../core/small-numbers.ts'
import { decisionTargetDays } from '../decision-clock.ts'
import { alarmWords } from '../drift/alarm-words.ts'
import type { DriftWatch, WatchLine, WatchState } from '../drift/drift-watch.ts'
import { exceptionReasons } from '../exception-reason.ts'
import type { RolloutPolicy } from '../rollout/policy.ts'
import type { ExceptionCounts, TableVersion } from '../store.ts'
import { watchChart } from './watch-chart.ts'

interface Found {
  readonly chosen: TableVersion
  readonly begun: readonly TableVersion[]
  readonly watch: DriftWatch
  readonly exceptions: ExceptionCounts
  readonly rules: RolloutPolicy
  readonly madeUp: boolean
}

const states: Record<WatchState, { tag: string; colour: string }> = {
  too_few: { tag: 'Too few plans to say', colour: 'grey' },
  inside: { tag: 'As wished', colour: 'green' },
  below: { tag: 'Enough too seldom', colour: 'red' },
  above: { tag: 'Enough more often than wished', colour: 'orange' },
}
const inHundred = (perMille: number) => `${(perMille / 10).toLocaleString('en-GB')} in 100`
const monthName = (month: string) => monthWords(day(`${month}-01`))
const shown = (count: Shown) => (count === 'hidden' ? 'c' : count.toLocaleString('en-GB'))

function row(line: WatchLine, name: string, plans: Shown) {
  const hidden = plans === 'hidden'
  return {
    cells: [
      { text: name },
      { text: shown(plans) },
      { text: hidden ? 'c' : line.enough.toLocaleString('en-GB') },
      { text: line.plans === 0 || hidden ? '–' : inHundred(Math.round((1000 * line.enough) / line.plans)) },
      {
        text:
          line.plans === 0 || hidden
            ? '–'
            : `${line.least.toLocaleString('en-GB')} to ${line.most.toLocaleString('en-GB')}`,
      },
      states[line.state],
    ],
  }
}

function finding({ watch, chosen, rules, madeUp }: Found): { tone: string; text: string } {
  const { overall } = watch
  if (overall.state === 'too_few' && !watch.alarm)
    return {
      tone: 'information',
      text: `Too few plans to say. ${overall.plans === 0 ? 'No plan was' : `${overall.plans} ${overall.plans === 1 ? 'plan was' : 'plans were'}`} agreed on budgets of table ${chosen.version} yet; below ${rules.watch.leastPlans} nothing is claimed.`,
    }
  if (!watch.alarm) return { tone: 'success', text: `Table ${chosen.version} is enough about as often as wished.` }
  const short = [watch.overall, ...watch.bands].some(({ state }) => state === 'below')
  return {
    tone: short ? 'warning' : 'information',
    text: alarmWords(watch, { version: chosen.version, madeUp }),
  }
}

function reasonRows({ reasons }: ExceptionCounts) {
  const counts = suppress(reasons.map(({ asked }) => [asked]))
  return reasons.map((one, at) => {
    const asked = counts[at]?.[0] ?? 'hidden'
    const of = (count: number) => (asked === 'hidden' ? 'c' : count.toLocaleString('en-GB'))
    return {
      cells: [
        { text: exceptionReasons[one.reason] },
        { text: shown(asked) },
        { text: of(one.agreed) },
        { text: of(one.waiting) },
        { text: of(one.evidenced) },
      ],
    }
  })
}

/** The watch over one table. */
export function watchView(found: Found) {
  const { chosen, begun, watch, exceptions, rules, madeUp } = found
  const [bandPlans = []] = suppress([watch.bands.map(({ plans }) => plans)])
  const { middleDays } = exceptions
  return {
    title: `Is table ${chosen.version} still enough?`,
    lede: `Of budgets that people were told under it, how often was the budget enough for the plan agreed afterwards? The wish is ${inHundred(rules.watch.enoughPerMille)}.`,
    madeUp,
    alert: finding(found),
    tables: begun.map((one) => ({
      value: one.version,
      text: `${one.version}, from ${shortDate(one.from)}`,
      selected: one.version === chosen.version,
    })),
    bands: [
      {
        ...row(
          watch.overall,
          watch.overall.name,
          watch.overall.plans > 0 && watch.overall.plans < 5 ? 'hidden' : watch.overall.plans,
        ),
        total: true,
      },
      ...watch.bands.map((line, at) => row(line, line.name, bandPlans[at] ?? 'hidden')),
    ],
    chart:
      watch.months.length > 1
        ? watchChart(
            watch.months.map((line) => ({ ...line, name: monthName(line.name) })),
            rules.watch.enoughPerMille,
          )
        : '',
    months: watch.months.map((line) => row(line, monthName(line.name), line.plans < 5 ? 'hidden' : line.plans)),
    how: `Each budget counts once, with the first plan agreed on it. Limits are exact (binomial) and share one chance in ${Math.round(1000 / (1000 - rules.watch.quietPerMille))} of a false alarm among all five counts. Below ${rules.watch.leastPlans} plans nothing is claimed. ${rules.watchFrom}`,
    reasons: reasonRows(exceptions),
    middle:
      middleDays === undefined
        ? 'No exception was decided in these 365 days.'
        : `Half of the decisions took ${middleDays} working ${middleDays === 1 ? 'day' : 'days'} or fewer; the aim is ${decisionTargetDays}.`,
  }
}
