import { type CalendarDate, longDate } from '../core/calendar-date.ts'
import { formatMoney, type Pence } from '../core/money.ts'
import { callOrWrite } from './call-or-write.ts'

/** What a lower charge gives back for weeks that were charged already. Asked of a later step, which keeps the charges. */
export interface MoneyBack {
  readonly amount: Pence
  /** How many weeks were worked out again and came out lower. */
  readonly weeks: number
  /** The day on which it was taken off what the person owes. */
  readonly on: CalendarDate | undefined
  /** Weeks that still have to be worked out again: what they give back is not known yet. */
  readonly waiting: number
}

const weeksWords = (count: number) => `${count} ${count === 1 ? 'week' : 'weeks'}`

/** How much comes back and when, in sentences to the person; nothing where nothing was paid too much. */
export function moneyBackSays(back: MoneyBack | undefined, about: { from: CalendarDate; phone: string }): string[] {
  if (back === undefined) return []
  const since = longDate(about.from)
  const known =
    back.amount > 0 && back.on !== undefined
      ? [
          `${formatMoney(back.amount)} comes back to you, for ${weeksWords(back.weeks)} since ${since}. It was taken off what you owe on ${longDate(back.on)}.`,
          `If you have paid it already, ${callOrWrite(about.phone)} and we pay it back.`,
        ]
      : []
  const open =
    back.waiting > 0
      ? [
          `${weeksWords(back.waiting)} since ${since} ${back.waiting === 1 ? 'is' : 'are'} still being worked out again. What you paid too much comes back to you.`,
        ]
      : []
  return [...known, ...open]
}
