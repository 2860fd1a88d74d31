import { longDate, shortDate } from '../../core/calendar-date.ts'
import { formatMoney, type Pence } from '../../core/money.ts'
import type { Voice } from '../../people/index.ts'
import { paths } from '../paths.ts'
import { decidedAhead, type StandingCharge, type standingCharge } from '../standing-charge.ts'
import type { Contribution, Notice } from '../store.ts'
import { toldWords } from '../told-before-charged.ts'

type Found = Parameters<typeof standingCharge<Contribution, Notice>>[0]
type Standing = StandingCharge<Contribution, Notice>

/** The words of a decided sum: "£49.50 a week", or "up to £60 a week". */
export const weeklyWords = ({ weekly, basis }: Contribution) =>
  toldWords({ weekly, provisional: basis === 'provisional' })

/** What has to be told next: the first decided sum that nobody told them; without one, the last that is decided. */
export function nextToTell(found: Found): { one: Contribution | undefined; told: boolean } {
  const ahead = decidedAhead(found)
  const untold = ahead.find((one) => found.notices.every(({ contributionId }) => contributionId !== one.contributionId))
  return { one: untold ?? ahead.at(-1), told: untold === undefined }
}

/** Sums that are decided and come later, or wait until they are told, in a table of staff’s page. */
export const comingRows = ({ coming }: Standing, personId: string) =>
  coming.map(({ one, told }) => ({
    cells: [
      { text: shortDate(one.from) },
      { text: weeklyWords(one) },
      { text: told === undefined ? 'Not yet' : told.toldOn === null ? 'Not recorded' : shortDate(told.toldOn) },
      { text: told === undefined ? '–' : shortDate(told.firstDayCharged) },
      { text: 'The letter', href: paths.noticeLetter(personId, one.contributionId) },
    ],
  }))

/** What comes, in a sentence of staff’s page; nothing where nothing comes. */
export const comingWords = ({ stands, coming }: Standing) =>
  coming
    .map(({ one, told }) =>
      told === undefined
        ? ` ${capital(weeklyWords(one))} is decided from ${longDate(one.from)}, not told yet.`
        : ` From ${longDate(told.firstDayCharged)}: ${weeklyWords(one)}${sameWords(stands, one)}.`,
    )
    .join('')

/** What comes, as the person reads it: what they were told for later, and what is decided and must be told first. */
export function myComing({ stands, coming }: Standing, personId: string, v: Voice) {
  return coming.map(({ one, told }) =>
    told === undefined
      ? {
          text:
            stands?.weekly === one.weekly
              ? `The council has worked it out again, from ${longDate(one.from)}. It stays the same: ${weeklyWords(one)}.`
              : `The council has decided a new sum: ${weeklyWords(one)} from ${longDate(one.from)}. It must tell ${v.them} before ${v.they} pay it.`,
          href: '',
        }
      : {
          text: `From ${longDate(told.firstDayCharged)} ${v.I} pay${v.s} ${weeklyWords(one)}${sameWords(stands, one)}.`,
          href: paths.noticeLetter(personId, one.contributionId),
        },
  )
}

/** Says of a sum that comes that it is no other than the one that stands. */
const sameWords = (stands: Contribution | undefined, one: Contribution) =>
  stands?.weekly === one.weekly && stands.basis !== 'provisional' ? ', the same as now' : ''

/** How a new sum differs from the one before: "It goes up by £20 a week." */
export function changeWords(before: Pence, after: Pence): string {
  if (before === after) return 'It stays the same.'
  return `It goes ${after > before ? 'up' : 'down'} by ${formatMoney(Math.abs(after - before) as Pence)} a week.`
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
