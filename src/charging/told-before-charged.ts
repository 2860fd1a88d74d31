import { type CalendarDate, shortDate } from '../core/calendar-date.ts'
import { formatMoney, type Pence } from '../core/money.ts'

/** A contribution as it stands, for the rules about telling. */
export interface Standing {
  readonly weekly: Pence
  readonly from: CalendarDate
  readonly provisional: boolean
}

/** Why a person cannot be told this: the page owns no other reasons. */
export interface NoticeRefusal {
  readonly code: 'told_after_first_day' | 'before_the_contribution' | 'told_in_the_future'
  readonly text: string
}

/**
 * Told before charged: the day a person is told may not be after the first day charged, nor in the future, and nothing is
 * charged before the contribution begins. Care Act 2014 s.14 with the duty to assess first (s.17): no charge line may precede it.
 */
export function checkNotice(notice: {
  toldOn: CalendarDate
  firstDayCharged: CalendarDate
  standing: Standing
  today: CalendarDate
}): NoticeRefusal[] {
  const { toldOn, firstDayCharged, standing, today } = notice
  const refusals: NoticeRefusal[] = []
  if (toldOn > today) {
    refusals.push({
      code: 'told_in_the_future',
      text: `The day the person was told must be today (${shortDate(today)}) or before`,
    })
  }
  if (firstDayCharged < toldOn) {
    refusals.push({
      code: 'told_after_first_day',
      text: 'The first day charged must be the day the person was told, or later',
    })
  }
  if (firstDayCharged < standing.from) {
    refusals.push({
      code: 'before_the_contribution',
      text: `The first day charged must be ${shortDate(standing.from)} or later: the contribution begins then`,
    })
  }
  return refusals
}

/** The words of the sum told: "£49.50 a week", or "up to £60 a week" while the assessment still runs. */
export function toldWords({ weekly, provisional }: Pick<Standing, 'weekly' | 'provisional'>): string {
  if (weekly === 0) return 'nothing'
  return `${provisional ? 'up to ' : ''}${formatMoney(weekly)} a week`
}
