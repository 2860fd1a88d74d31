import { longDate } from '../core/calendar-date.ts'
import { formatMoney } from '../core/money.ts'
import type { Voice } from '../people/index.ts'
import { type DisputeAbout, sum } from './dispute-words.ts'

/**
 * What came of it so far, as the person's own page and Easy Read say it: short, in the voice of the page. What somebody wrote
 * stands between quotation marks, as it was.
 */
export function disputeInOwnWords(about: DisputeAbout, v: Voice): string[] {
  const said = `On ${longDate(about.raisedOn)} the council was told that this is wrong.`
  return [said, ...cameOfIt(about, v)]
}

function cameOfIt(about: DisputeAbout, v: Voice): string[] {
  const { outcome, newWeekly, newFrom, weekStart } = about
  const own = (...sentences: string[]) => sentences.map((one) => v.says(one))
  const reason = `The reason: ‘${about.reason}’`
  if (outcome === null)
    return own(
      `The council looks at it again. It answers by ${longDate(about.answerBy)}.`,
      'Until then nobody asks me to pay it as a debt.',
      'My support goes on.',
    )
  if (outcome === 'taken_back') {
    const by =
      about.decidedBy === null
        ? v.says('I took it back, or who acts for me did.')
        : `${about.decidedBy} ${v.says('took it back for me.')}`
    return [by, 'The charge stands as it was.', reason, ...own('If that is not right, I can say so again.')]
  }
  if (outcome === 'week_wrong' && weekStart !== null)
    return [...ofTheWeek(about, own, weekStart), ...putRight(about, own)]
  if (outcome === 'stands' || newWeekly === null || newFrom === null)
    return ['The council looked at it again.', `The charge stands: ${sum(about.weekly)}.`, reason]
  return [
    'The council looked at it again and changed it.',
    ...own(`I pay ${sum(newWeekly)} from ${longDate(newFrom)}.`, `Before, it was ${sum(about.weekly)}.`),
    ...(newWeekly < about.weekly ? own('What I paid too much since that day comes back to me.') : []),
    reason,
  ]
}

type Own = (...sentences: string[]) => string[]

/** That something was wrong in one week, and what is done about it. */
const ofTheWeek = (about: DisputeAbout, own: Own, week: NonNullable<DisputeAbout['weekStart']>) => [
  ...own(
    'The council looked at it again. I was right.',
    `Something was wrong in the week of ${longDate(week)}.`,
    ...(about.correction === 'refund'
      ? ['I get back what I paid too much for that week.']
      : ['The council corrects what was marked for that week.', 'Then it works out the charge of that week again.']),
    'What I pay in other weeks stays as it is.',
  ),
  `The reason: ‘${about.reason}’`,
]

/** How far that is. */
function putRight({ putRightOn, putRight: words, givenBack }: DisputeAbout, own: Own): string[] {
  const far =
    putRightOn === null
      ? own('It is not put right yet.', 'Until then nobody asks me to pay for that week as a debt.')
      : [`It was put right on ${longDate(putRightOn)}: ‘${words}’`]
  if (givenBack === null) return far
  return [
    ...far,
    ...own(
      `${formatMoney(givenBack)} of that week comes back to me.`,
      'It is taken off what I owe.',
      'If I have paid it, I can ask for it back.',
    ),
  ]
}
