import { type CalendarDate, longDate } from '../core/calendar-date.ts'
import { formatMoney, type Pence, pence } from '../core/money.ts'
import { callOrWrite } from './call-or-write.ts'
import { heldFrom, type ToldBefore } from './held-from.ts'
import { type MoneyBack, moneyBackSays } from './money-back.ts'
import { toldWords } from './told-before-charged.ts'
import type { WorkingLine } from './working-line.ts'

/** What a letter about a charge needs to know. */
export interface LetterAbout {
  readonly name: string
  readonly council: { readonly name: string; readonly phone: string }
  readonly weekly: Pence
  readonly provisional: boolean
  /** It goes on as it was in the system before, without a sum worked out here. */
  readonly takenOver?: boolean | undefined
  readonly from: CalendarDate
  /** What they were told before this; nothing where it is the first. */
  readonly before: ToldBefore | undefined
  /** The first day charged, once it is recorded that the person was told. */
  readonly firstDayCharged: CalendarDate | undefined
  readonly decidedBy: string
  readonly decidedOn: CalendarDate
  readonly reason: string
  /** What was said against this charge and what came of it, in sentences; none when nobody said anything. */
  readonly disputed: readonly string[]
  /** What a lower charge gives back for weeks charged before; none where nobody knows of any. */
  readonly comesBack: MoneyBack | undefined
  /** What is paid beside the charge, such as a meal or a fee for arranging, as the working gives it. */
  readonly apart: readonly Pick<WorkingLine, 'words' | 'amount' | 'sign'>[]
}

/** A letter in words: its heading, what it says, and what the person may do. The lines of the sum stand beside it. */
export interface ChargeLetter {
  readonly heading: string
  readonly to: string
  readonly says: readonly string[]
  readonly decided: string
  readonly rights: readonly string[]
}

/**
 * The letter that tells a person what they pay: how much at most, from when, who decided it and why, and what they may do. No
 * charge may come before they have it (Care Act 2014 ss.14 and 17).
 */
export function chargeLetter(about: LetterAbout): ChargeLetter {
  const { name, council, decidedBy, decidedOn, reason } = about
  const on = longDate(decidedOn)
  return {
    heading: about.weekly === 0 ? 'You pay nothing for your support' : 'What you pay for your support',
    to: name,
    says: [
      ...wordsToTell({ ...about, from: heldFrom(about) }),
      ...apartWords(about.apart),
      ...moneyBackSays(about.comesBack, { from: about.from, phone: council.phone }),
      ...about.disputed,
    ],
    decided: about.takenOver
      ? `${council.name} took this sum over from its old system on ${on}. Where it comes from: ${reason}`
      : `${decidedBy} decided this for ${council.name} on ${on}. The reason: ${reason}`,
    rights: [
      `If you think it is wrong, ${callOrWrite(council.phone)} and ask us to look again. You can tell us about a cost that we missed. There is no top limit for costs of your disability.`,
      'Tell us when your money changes. We work it out again from that day. If you paid too much, you get it back.',
      'You can ask for somebody to speak up for you, called an advocate.',
      'You can complain. If you are still not happy, you can ask the Local Government and Social Care Ombudsman.',
      'Your support goes on while you ask.',
    ],
  }
}

/** What is paid apart, in one sentence; nothing where there is nothing. A fee says in its own words how often it is paid. */
function apartWords(apart: LetterAbout['apart']): string[] {
  const paid = apart.filter(({ sign, amount }) => sign !== 'not counted' && amount > 0)
  if (paid.length === 0) return []
  const all = paid.map(({ words, amount, sign }) => `${words}: ${formatMoney(amount)}${sign === '+' ? ' a week' : ''}`)
  return [`You pay apart, outside this sum: ${all.join('; ')}.`]
}

const TAKEN_OVER =
  'It is the sum from before. We have not worked it out again yet, and will when we next look at your money.'

/** What to say or write to a person about a charge, in plain sentences. */
export function wordsToTell({
  weekly,
  provisional,
  from,
  before,
  takenOver = false,
}: Pick<LetterAbout, 'weekly' | 'provisional' | 'from' | 'before' | 'takenOver'>): string[] {
  const day = longDate(from)
  const change = takenOver ? [TAKEN_OVER] : before === undefined ? [] : [changeSaid(before, weekly, day)]
  const lines = takenOver ? '' : `${provisional ? 'Once it is worked out, you' : 'You'} can see every line of the sum. `
  if (weekly === 0)
    return [`You pay nothing for your support from ${day}.`, ...change, 'Tell us when your money changes.']
  return [
    `You pay ${toldWords({ weekly, provisional })} for your support, from ${day}.`,
    ...change,
    ...(provisional ? ['We are still looking at your money. For these weeks the sum can only go down.'] : []),
    'In a week when your support costs less, you pay less. In a week with none, you pay nothing.',
    `${lines}If you think it is wrong, tell us, ask for an advocate, or complain. Your support goes on.`,
  ]
}

/** The sum before beside the new one; of a higher one, that it is not asked for before its day. */
function changeSaid(before: NonNullable<LetterAbout['before']>, weekly: Pence, day: string): string {
  const said = `Before, we told you that you pay ${toldWords({ weekly: before.weekly, provisional: before.upTo })}.`
  if (weekly === before.weekly) return `${said} It stays the same.`
  const change = formatMoney(pence(Math.abs(weekly - before.weekly)))
  if (weekly < before.weekly) return `${said} It goes down by ${change} a week.`
  return `${said} It goes up by ${change} a week. Before ${day} you pay no more than we told you before.`
}
