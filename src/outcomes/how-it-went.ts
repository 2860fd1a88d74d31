import type { Happened } from '../delivery/index.ts'

/** Dates of one session that ended in one way; `happened` null: nobody has marked them yet. */
interface Dates {
  readonly session: string
  readonly happened: Happened | null
  readonly reason: string | null
  readonly dates: number
}

export interface SessionWent {
  readonly session: string
  /** Dates that were to be, dates the person came to. */
  readonly planned: number
  readonly came: number
  /** Why they did not come and how often, the most often first; last what nobody has marked. */
  readonly otherwise: readonly { readonly words: string; readonly dates: number }[]
}

/** Each session with how often the person came of the dates that were to be, and why not; every date is in one of them. */
export function howItWent(rows: readonly Dates[]): SessionWent[] {
  return [...new Set(rows.map(({ session }) => session))].sort().map((session) => {
    const own = rows.filter((row) => row.session === session)
    const missed = own.filter(({ happened }) => happened !== 'attended')
    return {
      session,
      planned: sum(own),
      came: sum(own) - sum(missed),
      otherwise: missed
        .map(({ reason, dates }) => ({ words: reason ?? UNMARKED, dates }))
        .sort(
          (one, other) => Number(one.words === UNMARKED) - Number(other.words === UNMARKED) || other.dates - one.dates,
        ),
    }
  })
}

const UNMARKED = 'Not marked yet'
const sum = (rows: readonly Dates[]) => rows.reduce((total, { dates }) => total + dates, 0)
