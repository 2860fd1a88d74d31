import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { placedPerson, toldToPay } from '../../../test/support/placed-person.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { stoppedClock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db.ts'
import { adoptPolicy } from '../adopt/store.ts'
import { loadCouncil } from '../council-policy/store.ts'
import { waitingForNewYear } from './next-year.ts'

const policy = loadCouncil('cheshire-east')
const on = <T extends object>(tx: T, today: string) => ({
  ...tx,
  today: day(today),
  now: stoppedClock(day(today)).now(),
})
const waiting = async (db: Db, today: string, role: 'finance' | 'administrator' | 'broker' = 'finance') =>
  (await db.transaction(who(role), (tx) => waitingForNewYear(on(tx, today), policy))).map(({ what, why }) => [
    what,
    why,
  ])
const whats = async (db: Db, today: string, role: 'finance' | 'administrator' | 'broker' = 'finance') =>
  (await waiting(db, today, role)).map(([what]) => what)

onBothDatabases('what a new year lacks', (open) => {
  test('is said from February on, to finance and administrators, until it is there', async () => {
    const db = await open(stoppedClock(day('2026-06-01')))
    const adopt = (today: string) =>
      db.transaction(jobWho(), (tx) =>
        adoptPolicy(on(tx, today), policy, { acceptAssumptions: true, approvers: undefined }),
      )
    expect(await whats(db, '2026-06-01')).toEqual([])
    await adopt('2026-06-01')
    const { personId } = await placedPerson(db)
    await toldToPay(db, personId, 30_00)
    for (const quiet of ['2026-06-01', '2026-12-31', '2027-01-31']) expect(await whats(db, quiet)).toEqual([])
    const coming = ['Budget for 2027 to 2028', 'Amounts set by law from Tuesday 6 April 2027']
    expect(await whats(db, '2027-02-01')).toEqual(coming)
    expect(await whats(db, '2027-02-01', 'administrator')).toEqual(coming)
    expect(await whats(db, '2027-02-01', 'broker')).toEqual([])
    expect((await waiting(db, '2027-02-01'))[0]?.[1]).toContain('The council’s data names none for 2027 to 2028')
    expect((await waiting(db, '2027-04-07'))[0]?.[1]).toContain('Not adopted yet')
    await adopt('2027-04-07')
    expect(await whats(db, '2027-04-07')).toEqual(['Amounts set by law from Tuesday 6 April 2027'])
  })

  test('names what the council’s data says and nobody adopted', async () => {
    const db = await open(stoppedClock(day('2026-06-01')))
    await db.transaction(jobWho(), (tx) =>
      adoptPolicy(on(tx, '2026-06-01'), policy, { acceptAssumptions: true, approvers: undefined }),
    )
    const more = {
      ...policy,
      all: policy.all.map((one) => (one.key === 'calendar.bankHolidays' ? withOneMore(one) : one)),
    }
    const found = await db.transaction(who('finance'), (tx) => waitingForNewYear(on(tx, '2027-02-01'), more))
    expect(found.find(({ what }) => what === 'The council’s data')?.why).toContain(
      'Not adopted yet: bank holiday from 2027-06-07. Ask',
    )
  })
})

const withOneMore = (one: (typeof policy.all)[number]) => ({
  ...one,
  dated: one.dated.map((dated) =>
    dated.from === '2027-01-01' ? { ...dated, value: [...(dated.value as string[]), '2027-06-07'] } : dated,
  ),
})
