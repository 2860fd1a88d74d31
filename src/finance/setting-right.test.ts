import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balances } from '../../test/support/balances.ts'
import { type CalendarDate, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { correcting } from './correcting.ts'
import { datesToCome } from './dates-to-come.ts'
import {
  bindingAgain,
  committing,
  committingMore,
  type Delivered,
  delivering,
  type Posting,
  releasing,
} from './postings.ts'
import { settingRight } from './setting-right.ts'

const line = { budgetLineId: 'line', personId: 'ann', costCentre: 'outside-providers' }
const on = day('2026-04-07')
const RUNS = Number(process.env.PROPERTY_RUNS ?? 200)

test('what is bound above what may still be spent is given back; what came back is bound again, never more', () => {
  const of = (held: number, needed: number, givenBack: number) =>
    settingRight({ held: pence(held), needed: pence(needed), givenBack: pence(givenBack) })
  expect(of(9600, 4800, 0)).toEqual({ kind: 'release', amount: 4800 })
  expect(of(4800, 4800, 0)).toBeUndefined()
  expect(of(0, 9600, 4800)).toEqual({ kind: 'commit_more', amount: 4800 })
  expect(of(0, 9600, 0)).toBeUndefined()
})

const tuesdays = {
  weekday: 2,
  everyWeeks: 1,
  firstMonday: day('2026-04-06'),
  season: 'all',
  startMinute: 780,
  endMinute: 960,
  from: day('2026-04-06'),
} as const
const open = { terms: [], bankHolidays: [], closures: [] }
const none = { pattern: tuesdays, standing: 0, made: [], places: undefined, diedOn: undefined }

test('a year of Tuesdays is 52 dates; days that cost nothing more are left out', () => {
  const today = day('2026-04-06')
  expect(datesToCome(none, open, today)).toBe(52)
  expect(datesToCome({ ...none, made: [day('2026-04-07'), day('2026-04-14')] }, open, today)).toBe(50)
  expect(datesToCome({ ...none, diedOn: day('2026-04-14') }, open, today)).toBe(2)
  expect(datesToCome({ ...none, places: [{ from: day('2026-04-01'), until: day('2026-04-21') }] }, open, today)).toBe(3)
  expect(datesToCome({ ...none, places: [] }, open, today)).toBe(0)
  const shut = [{ from: day('2026-05-01'), until: day('2026-05-31') }]
  expect(datesToCome(none, { ...open, closures: shut }, today)).toBe(48)
})
test('a day more than four weeks ago for which no date was made costs nothing any more; a date that stands still may', () => {
  expect(datesToCome({ ...none, standing: 3 }, open, day('2027-06-01'))).toBe(3)
  expect(datesToCome(none, open, day('2026-05-06'))).toBe(51)
})

type Step =
  | { do: 'mark'; date: number; pays: number }
  | { do: 'withdraw'; date: number }
  | { do: 'remake'; date: number }

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('mark' as const), date: fc.nat(9), pays: fc.nat(4800) }),
    fc.record({ do: fc.constant('withdraw' as const), date: fc.nat(9) }),
    fc.record({ do: fc.constant('remake' as const), date: fc.nat(9) }),
  ),
  { maxLength: 40 },
)

/** Ten dates of a line at £48.00, on which anything happens in any order, each followed by setting the line right. */
class Line {
  books: Posting[] = [
    ...committing('agree', line, pence(10 * 4800), on),
    ...committing('commit', line, pence(10 * 4800), on),
  ]
  dates: ('standing' | 'withdrawn' | { paid: number; posted: (Posting & { id: string })[] })[] =
    Array(10).fill('standing')
  givenBack = 0
  at = 0

  held = () => balances(this.books).get('committed:line') ?? 0

  take(step: Step) {
    this.at += 1
    const date = this.dates[step.date]
    if (step.do === 'withdraw' && date === 'standing') this.dates[step.date] = 'withdrawn'
    if (step.do === 'remake' && date === 'withdrawn') this.dates[step.date] = 'standing'
    if (step.do === 'mark' && date !== 'withdrawn') this.mark(step, typeof date === 'object' ? date.posted : [])
    this.setRight()
  }

  mark({ date, pays }: Step & { do: 'mark' }, posted: (Posting & { id: string })[]) {
    const now: Delivered = {
      ...line,
      payLineId: `pay ${this.at}`,
      occasionId: `date ${date}`,
      payee: { kind: 'provider', id: 'oak' },
      amount: pence(pays),
      effectiveOn: on as CalendarDate,
    }
    const back = posted.filter(({ kind }) => kind !== 'owe').reduce((all, { amount }) => all + amount, 0)
    const left = this.held() + back - pays
    const rows = [
      ...committingMore(now, pence(Math.max(0, -left))),
      ...(posted.length > 0 ? correcting({ now, posted, inARun: false, settled: pence(0) }) : delivering(now)),
      ...releasing({
        ...now,
        sourceId: now.payLineId,
        part: 'committed',
        amount: pence(Math.max(0, Math.min(4800 - pays, left))),
        boundOn: on,
      }),
    ]
    this.books.push(...rows)
    const own = rows.filter(({ kind }) => kind !== 'reverse' && kind !== 'commit_more')
    this.dates[date] = { paid: pays, posted: own.map((row) => ({ ...row, id: `${row.kind} ${row.sourceId}` })) }
  }

  needed = () => 4800 * this.dates.filter((date) => date === 'standing').length

  setRight() {
    const right = settingRight({
      held: pence(this.held()),
      needed: pence(this.needed()),
      givenBack: pence(this.givenBack),
    })
    if (!right) return
    const what = {
      ...line,
      sourceId: `right ${this.at}`,
      part: 'committed',
      amount: right.amount,
      effectiveOn: on,
      boundOn: on,
    } as const
    this.books.push(...(right.kind === 'release' ? releasing(what) : bindingAgain(what)))
    this.givenBack += right.kind === 'release' ? right.amount : -right.amount
  }
}

test('whatever happens to its dates, committed, spent and released are all that was ever committed, and nothing is released twice', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const one = new Line()
      for (const step of given) {
        one.take(step)
        const of = (kinds: readonly string[]) =>
          one.books.filter(({ kind }) => kinds.includes(kind)).reduce((all, { amount }) => all + amount, 0)
        const backs = one.books.filter(({ kind }) => kind === 'reverse')
        const released =
          of(['release']) -
          backs.filter(({ debit }) => debit.code.startsWith('available')).reduce((all, { amount }) => all + amount, 0)
        const spent = one.dates.reduce((all, date) => all + (typeof date === 'object' ? date.paid : 0), 0)
        expect(one.held() + spent + released).toBe(of(['agree', 'commit_more']))
        expect(balances(one.books).get('delivered:outside-providers:2026') ?? 0).toBe(spent)
        expect(one.held()).toBe(one.needed())
        expect(balances(one.books).get('agreed:line')).toBe(0)
        const once = one.books.map(({ kind, sourceId }) => `${kind} ${sourceId}`)
        expect(new Set(once).size).toBe(once.length)
      }
    }),
    { numRuns: RUNS },
  )
})
