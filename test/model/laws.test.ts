import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, daysBetween, weekdayOf } from '../../src/core/calendar-date.ts'
import { journey } from '../../src/journey.ts'
import { raw, sql, type Tx } from '../../src/platform/db.ts'
import { onBothDatabases } from '../support/databases.ts'
import { full } from '../support/full.ts'
import { datesOf, refusalOf, walk } from './walk.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? (full ? 400 : 40))

interface Pattern {
  readonly everyWeeks: number
  readonly firstMonday: string
  readonly season: 'all' | 'term' | 'holiday'
}
const pattern: fc.Arbitrary<Pattern> = fc.record({
  everyWeeks: fc.constantFrom(1, 2, 3, 4, 6),
  firstMonday: fc
    .integer({ min: 0, max: 51 })
    .map((week) => new Date(Date.UTC(2026, 0, 5 + 7 * week)).toISOString().slice(0, 10)),
  season: fc.constantFrom('all' as const, 'term' as const, 'holiday' as const),
})

/** Does a pattern have its day in this week? Counted week by week from its first Monday, without any cycle. */
const runsIn = (one: Pattern, monday: string, inTerm: boolean) =>
  ((daysBetween(day(one.firstMonday), day(monday)) / 7) % one.everyWeeks) % one.everyWeeks === 0 &&
  (one.season === 'all' || one.season === (inTerm ? 'term' : 'holiday'))

const cellsOf = (one: Pattern) => `directory.cells(${one.everyWeeks}, '${one.firstMonday}', '${one.season}')`

onBothDatabases('laws of the model', (open) => {
  test('two patterns clash exactly when some week of some calendar has both', async () => {
    const db = await open()
    await db.owner((tx) =>
      fc.assert(
        fc.asyncProperty(pattern, pattern, async (one, other) => {
          const mondays = Array.from({ length: 24 }, (_, week) =>
            new Date(Date.UTC(2027, 0, 4 + 7 * week)).toISOString().slice(0, 10),
          )
          const meets = mondays.some((monday) =>
            [true, false].some((inTerm) => runsIn(one, monday, inTerm) && runsIn(other, monday, inTerm)),
          )
          const [row] = await tx.query<{ meets: boolean }>(raw(`select ${cellsOf(one)} && ${cellsOf(other)} as meets`))
          expect(weekdayOf(day(one.firstMonday))).toBe(1)
          expect(row?.meets).toBe(meets)
        }),
        { numRuns: RUNS },
      ),
    )
  })

  test('every key runs from a later step to the same or an earlier one', async () => {
    const db = await open()
    const order = ['platform', ...journey]
    const keys = await db.owner((tx) =>
      tx.query<{ key: string; from: string; to: string }>(sql`
        select c.conname as key, a.nspname as "from", b.nspname as "to" from pg_constraint c
          join pg_class x on x.oid = c.conrelid join pg_namespace a on a.oid = x.relnamespace
          join pg_class y on y.oid = c.confrelid join pg_namespace b on b.oid = y.relnamespace
         where c.contype = 'f' and a.nspname not in ('pgboss', 'public') order by 1`),
    )
    expect(keys.length).toBeGreaterThan(150)
    expect(keys.filter(({ from, to }) => order.indexOf(to) < 0 || order.indexOf(to) > order.indexOf(from))).toEqual([])
  })

  test('no check is left with a name that says nothing', async () => {
    const db = await open()
    const unnamed = await db.owner((tx) =>
      tx.query(sql`
        select n.nspname || '.' || c.relname || ': ' || x.conname as name from pg_constraint x join pg_class c on c.oid = x.conrelid join pg_namespace n on n.oid = c.relnamespace
         where x.contype in ('c', 'x') and n.nspname not in ('pgboss', 'public', 'pg_catalog', 'information_schema')
           and x.conname ~ ('^' || c.relname || '_.*(check|excl)[0-9]*$') order by 1`),
    )
    expect(unnamed).toEqual([])
  })

  test('whatever is claimed and given back, what is taken is what is claimed', async () => {
    const db = await open()
    await db.owner(async (tx) => {
      await walk(
        tx,
        `insert into people.person (id, born_on, recorded_by) select md5('p' || n)::uuid, '1990-01-01', @staff from generate_series(1, 12) n;
         insert into directory.organisation (id, name) values (@org, 'Hall');
         insert into directory.opportunity (id, organisation_id, name) values (@club, @org, 'Club');
         insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date) values (@s1, @club, 2, '2026-01-05', 600, 700, '2026-01-05'), (@s2, @club, 3, '2026-01-05', 600, 700, '2026-01-05');
         insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason)
           select s.id, r.resource, r.amount, '2026-01-05', @staff, 'x' from directory.session s, (values ('place', 4), ('staff', 2 * 5040), ('hoist', 1), ('band:1:1', 1)) as r (resource, amount);
         ${datesOf('s1', '2026-01-05', '2026-01-31')} ${datesOf('s2', '2026-01-05', '2026-01-31')}`,
      )
      const act = fc.record({
        who: fc.integer({ min: 1, max: 12 }),
        session: fc.constantFrom('s1', 's2'),
        band: fc.constantFrom('none', '1:1', '1:2', '1:4', '2:1'),
        hoist: fc.boolean(),
        gives: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
          for (const one of acts) await tryAct(tx, one)
          expect(await untrue(tx)).toEqual([])
        }),
        { numRuns: Math.ceil(RUNS / 4) },
      )
    })
  })
})

interface Act {
  readonly who: number
  readonly session: string
  readonly band: string
  readonly hoist: boolean
  readonly gives: boolean
}

async function tryAct(tx: Tx, { who, session, band, hoist, gives }: Act): Promise<void> {
  const text = gives
    ? `update directory.place_claim set released_at = now(), release_reason = 'x' where person_id = @p${who} and released_at is null and occurrence_id in (select id from directory.occurrence where session_id = @${session})`
    : `insert into directory.place_claim (occurrence_id, on_date, start_minute, end_minute, person_id, purpose, support_band, characteristics, recorded_by)
        select id, on_date, start_minute, end_minute, @p${who}, 'plan', '${band}', '${hoist ? '{hoist}' : '{}'}', @staff from directory.occurrence where session_id = @${session}`
  const refusal = await refusalOf(tx, text)
  if (refusal === 'not refused') await walk(tx, text)
  else expect(['stock_not_oversold', 'person_in_one_place']).toContain(refusal)
}

const untrue = (tx: Tx) =>
  walk(
    tx,
    `select s.resource, s.taken, coalesce(held.amount, 0)::int as claimed from directory.stock s left join (
       select c.occurrence_id, n.resource, sum(n.amount) as amount from directory.place_claim c cross join lateral directory.needed(c.support_band, c.characteristics) n
        where c.released_at is null group by 1, 2) held on held.occurrence_id = s.occurrence_id and held.resource = s.resource
      where s.taken <> coalesce(held.amount, 0) or s.taken > s.capacity or s.taken < 0`,
  )
