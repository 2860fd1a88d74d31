import type { CalendarDate } from '../core/calendar-date.ts'
import type { Pence } from '../core/money.ts'
import type { CheckKind } from './checks.ts'
import type { RateUnit } from './rate.ts'

/** What an applicant says of one check: what it has, and until when it holds. */
export interface Evidence {
  readonly kind: CheckKind
  readonly words: string
  readonly expiresOn?: CalendarDate | undefined
}

/** What a small provider offers, as its page in the directory will say. */
export interface Offer {
  /** What kind of thing it is, by the directory's list. */
  readonly kind: string
  readonly title: string
  readonly summary: string
  readonly town: string
  /** The weekly session, unless it works by arrangement. */
  readonly session?:
    | { readonly weekday: number; readonly startMinute: number; readonly endMinute: number; readonly places: number }
    | undefined
}

/** An application as it was sent: checked whole, and not changed afterwards. */
export interface Joining {
  readonly name: string
  readonly contact: string
  readonly phone: string
  readonly email?: string | undefined
  readonly lotIds: readonly string[]
  readonly offer?: Offer | undefined
  readonly price?: { readonly pence: Pence; readonly unit: RateUnit; readonly supportBand: string } | undefined
  /** The least it can take on for one person in a week. */
  readonly leastWeeklyMinutes?: number | undefined
  readonly evidence: readonly Evidence[]
}
