import { longDate } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import type { Voice } from '../../people/index.ts'
import type { GoalSum, MyWeek } from '../my-week.ts'
import { goalSymbol } from '../session-symbol.ts'
import { colourOf } from './my-week-session.view.ts'

/** A share of a whole as per cent, with two decimals, for a bar; nothing of nothing is nothing. */
const perCent = (part: number, whole: number) => `${whole <= 0 ? 0 : Math.round((part * 10_000) / whole) / 100}%`

/** The three facts under the week: what it uses, what I pay the council, what I pay on the day. */
export function weekFacts(week: MyWeek, v: Voice) {
  const paidAt = week.days
    .flatMap(({ sessions }) => sessions)
    .filter(({ parts }) => parts.some(({ onTheDay }) => onTheDay > 0))
  return [
    {
      term: `${v.My} week uses`,
      value: inPence(week.used),
      after:
        week.budget === undefined
          ? `${v.My} budget has not been worked out yet`
          : `of ${v.my} ${inPence(week.budget)} budget`,
    },
    {
      term: `${v.I} pay${v.s} the council`,
      value: week.charge ? inPence(week.iPay) : 'Nothing yet',
      after: v.says(chargeNote(week)),
    },
    {
      term: `${v.I} pay${v.s} on the day`,
      value: week.onTheDay === 0 ? 'Nothing' : inPence(week.onTheDay),
      after: paidAt.length === 0 ? '' : `for ${listed(paidAt.map(({ title }) => title.toLowerCase()))}`,
    },
  ]
}

function chargeNote({ charge }: MyWeek): string {
  if (!charge) return 'I am told before I pay anything'
  if (charge.told === 0) return 'I do not have to pay'
  if (charge.amount < charge.told) return `this week. It is never more than ${inPence(charge.told)}`
  return charge.upTo ? 'at most, while it is worked out' : 'for the whole week'
}

/** "swimming, music and lunch". */
function listed(words: readonly string[]): string {
  const each = [...new Set(words)]
  return each.length < 2 ? (each[0] ?? '') : `${each.slice(0, -1).join(', ')} and ${each.at(-1)}`
}

/** The budget as a sentence, a bar and a table: three ways to say the same sum. */
export function budgetPanel(week: MyWeek, v: Voice) {
  const whole = Math.max(week.budget ?? 0, week.used)
  const colours = week.goals.map(({ goal }, at) => (goal ? colourOf(at) : ''))
  const widths = week.goals.map(({ cost }) => cost)
  const before = widths.map((_, at) => widths.slice(0, at).reduce((all, one) => all + one, 0))
  const left = week.left ?? 0
  return {
    sentence: budgetSentence(week, v),
    segments: week.goals.map((_, at) => ({
      goal: colours[at],
      from: perCent(before[at] ?? 0, whole),
      width: perCent(widths[at] ?? 0, whole),
    })),
    leftFrom: perCent(week.used, whole),
    leftWidth: left > 0 ? perCent(left, whole) : '',
    rows: week.goals.map((one, at) => goalRow(one, colours[at] ?? '')),
    left: left > 0 ? inPence(left) : '',
    used: inPence(week.used),
    budget: week.budget === undefined ? '' : inPence(week.budget),
  }
}

function goalRow({ goal, sessions, cost }: GoalSum, colour: string) {
  return {
    goal: colour,
    symbol: goal ? goalSymbol(goal.careActItem) : 'heart',
    words: goal ? `‘${goal.words}’` : 'Support that has no goal yet',
    sessions: listed(sessions.map(({ title }) => title)),
    cost: inPence(cost),
  }
}

function budgetSentence({ budget, used, left }: MyWeek, v: Voice): { text: string; strong: string } {
  if (budget === undefined)
    return { text: `This week uses ${inPence(used)}.`, strong: `${v.My} budget has not been worked out yet.` }
  const text = `${v.My} budget is ${inPence(budget)} a week. ${v.They} use ${inPence(used)}.`
  if ((left ?? 0) < 0) return { text, strong: `This week needs ${inPence(-(left ?? 0))} more, and that was agreed.` }
  return { text, strong: left === 0 ? v.says('I use all of it.') : `${inPence(left ?? 0)} is left.` }
}

/** Who pays: the one weekly charge and the rest, which is the council's. Empty when the week costs nothing. */
export function whoPays(week: MyWeek, v: Voice) {
  if (week.used === 0) return { title: '', label: '', mine: '0%', me: '', meText: '', council: '', councilText: '' }
  const told = week.charge?.lowered
    ? ` ${v.says('It is less than I was told.')}`
    : week.charge?.toldOn
      ? ` ${v.says(`I was told on ${longDate(week.charge.toldOn)}.`)}`
      : ''
  const before = week.charge?.takenOver ? ' It is the sum from before, taken over from the council’s old system.' : ''
  return {
    title: `Who pays the ${inPence(week.used)}`,
    label: `${v.I} pay${v.s} ${inPence(week.iPay)} and the council pays ${inPence(week.councilPays)}`,
    mine: perCent(week.iPay, week.used),
    me: `${v.I} pay${v.s} ${inPence(week.iPay)}`,
    meText: week.charge
      ? `to the council for this week${week.charge.final ? '' : ', if everything happens as planned'}.${told}${before}`
      : v.says('I have not been told of any charge, so I pay nothing.'),
    council: `The council pays ${inPence(week.councilPays)},`,
    councilText: v.says(
      `${week.councilPays > 0 ? 'the rest' : 'since this week costs no more than the weekly charge'}. If I miss days, I never pay more than my week really cost. I am never charged for a day I did not go.`,
    ),
  }
}
