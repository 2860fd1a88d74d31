import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import type { Voice } from '../../people/index.ts'
import type { LetterAbout } from '../charge-letter.ts'
import { answerWithinDays } from '../dispute-clock.ts'
import { disputeInOwnWords } from '../dispute-own-words.ts'
import type { DisputeAbout } from '../dispute-words.ts'
import { heldFrom, isLower } from '../held-from.ts'
import type { WorkingLine } from '../working-line.ts'
import { totalOf } from '../working-line.ts'

interface EasyLine {
  readonly symbol: string
  readonly words: string
}
const line = (symbol: string, words: string): EasyLine => ({ symbol, words })

/** "30 November 2026": a day without its weekday, as Easy Read says it. */
const dayWords = (on: CalendarDate) => longDate(on).split(' ').slice(1).join(' ')

/** What is paid, from when, and that it is never more than the support costs. */
function payLines(about: LetterAbout): EasyLine[] {
  const { weekly, provisional, before } = about
  const first = heldFrom(about)
  const change =
    before === undefined || before.weekly === weekly
      ? []
      : [
          line(
            'letter',
            before.weekly === 0 ? 'Before, I paid nothing.' : `Before, it was ${formatMoney(before.weekly)} each week.`,
          ),
          line('pound', weekly > before.weekly ? 'The new sum is more.' : 'The new sum is less.'),
        ]
  if (weekly === 0)
    return [
      line('good', 'I pay nothing for my support.'),
      line('calendar', `This starts on ${dayWords(first)}.`),
      ...change,
    ]
  return [
    line('pound', `I pay ${provisional ? 'up to' : 'at most'} ${formatMoney(weekly)} each week.`),
    line('calendar', `${isLower(weekly, before) ? 'I pay this from' : 'I start to pay on'} ${dayWords(first)}.`),
    ...change,
    ...(provisional ? [line('search', 'The council still looks at my money. The sum can only go down.')] : []),
    line('jar', 'If my support costs less in a week, I pay less.'),
    line('home', 'If I have no support in a week, I pay nothing.'),
  ]
}

/** The sum in three lines: what comes in and counts, what is kept, what is left. */
function sumLines(lines: readonly WorkingLine[], derived: boolean): EasyLine[] {
  const of = (part: WorkingLine['part']) => totalOf(lines.filter((one) => one.part === part))
  const [comes, keeps] = [of('coming_in'), Math.abs(of('kept'))]
  if (lines.every(({ part }) => part !== 'coming_in')) return []
  return [
    line('purse', `The council counts ${formatMoney(comes)} that I get each week.`),
    line('home', `I keep ${formatMoney(keeps as typeof comes)} of my money each week, before I pay.`),
    line('form', 'I can ask to see every line of the sum.'),
    ...(derived ? [line('search', 'This is a made-up place. Some amounts are examples.')] : []),
  ]
}

function backLines({ comesBack }: LetterAbout): EasyLine[] {
  if (comesBack === undefined) return []
  return [
    ...(comesBack.amount > 0 && comesBack.on !== undefined
      ? [
          line('jar', `I paid too much. ${formatMoney(comesBack.amount)} comes back to me.`),
          line('calendar', `It was taken off what I owe on ${dayWords(comesBack.on)}.`),
          line('phone', 'If I have paid it already, I can ask. Then I get it back.'),
        ]
      : []),
    ...(comesBack.waiting > 0 ? [line('clock', 'Some weeks are still being worked out again.')] : []),
  ]
}

/** The notice of a charge in Easy Read: one idea a line, the same sums and days as the letter. */
export function easyReadLetter(
  about: LetterAbout,
  lines: readonly WorkingLine[],
  { derived, voice: v, dispute }: { derived: boolean; voice: Voice; dispute?: DisputeAbout | undefined },
) {
  const blocks = [
    { id: 'e-pay', title: 'What I pay', today: true, asGiven: false, lines: payLines(about) },
    { id: 'e-back', title: 'Money back', today: false, asGiven: false, lines: backLines(about) },
    {
      id: 'e-sum',
      title: 'How the council worked it out',
      today: false,
      asGiven: false,
      lines: sumLines(lines, derived),
    },
    {
      id: 'e-who',
      title: 'Who decided it',
      asGiven: true,
      today: false,
      lines: [
        ...(about.takenOver
          ? [
              line('letter', 'It is the sum from before.'),
              line('form', 'The council will work it out again when it looks at my money.'),
            ]
          : [line('person', `${about.decidedBy} decided it on ${dayWords(about.decidedOn)}.`)]),
        ...(dispute === undefined ? [] : disputeInOwnWords(dispute, v).map((words) => line('say', words))),
      ],
    },
    {
      id: 'e-wrong',
      title: 'If I think it is wrong',
      asGiven: false,
      today: false,
      lines: [
        line('say', 'I can say that it is wrong.'),
        line('calendar', `I get an answer in ${answerWithinDays} working days.`),
        line('good', 'Nobody asks me for the money as a debt until then.'),
        line('friends', 'I can ask for someone to speak up for me.'),
        line('form', 'I can complain. After that I can ask the Ombudsman.'),
        line('heart', 'My support goes on.'),
      ],
    },
  ]
  return {
    blocks: blocks
      .filter((one) => one.lines.length > 0)
      .map(({ asGiven, ...one }) => ({
        ...one,
        title: v.says(one.title),
        lines: one.lines.map(({ symbol, words }) => line(symbol, asGiven ? words : v.says(words))),
      })),
  }
}
