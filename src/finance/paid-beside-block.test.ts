import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { makeOccasions, recordMark } from '../delivery/store.ts'
import { recordBlockContract } from '../market/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { paidBesideBlock } from './store/paid-beside-block.ts'
import { draftRun, followMark, giveServiceMonths, payMonthByInstalments } from './store.ts'

const clock = stoppedClock(day('2026-05-08'))
const [first, second, third] = ['2026-04-07', '2026-04-14', '2026-04-21'] as const

/** Ann and Bob come to the same session, at £48 each; a run takes up what is given before the contract of one place is written down. */
async function laid(db: Db) {
  const ann = await placedPerson(db)
  const bob = await placedPerson(db, { name: 'Bob', beside: ann })
  const as = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(jobWho(), work)
  await as((tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') }))
  const mark = ({ personId }: { personId: string }, on: string, reason = 'attended') =>
    as(async (tx) => {
      const { id, stands } = await tx.one<{ id: string; stands: string | null }>(
        sql`select occasion_id as id, mark_id as stands from delivery.published_occasion where person_id = ${personId} and on_date = ${on}`,
      )
      const again = stands === null ? {} : { replaces: stands, correctionReason: 'Wrong box' }
      await recordMark(tx, { id: newId(), occasionId: id, reason, markedAt: tx.now, ...again })
      await followMark(tx, id)
    })
  const run = () => db.transaction(who('finance'), draftRun)
  const contract = async () => {
    const contractId = await db.transaction(who('commissioner'), (tx) =>
      recordBlockContract(tx, {
        providerId: ann.providerId,
        lotId: ann.lotId,
        reference: 'BC/7',
        places: 1,
        total: pence(100),
        from: day('2025-04-01'),
        until: day('2027-03-31'),
        instalments: [{ dueOn: day('2026-04-01'), amount: pence(100) }],
        reason: 'Signed in March 2025',
      }),
    )
    await as((tx) => payMonthByInstalments(tx, contractId, day('2026-04-01')))
    return contractId
  }
  const list = async (contractId: string) => {
    const { dates } = await db.transaction(who('finance'), (tx) => paidBesideBlock(tx, contractId))
    return dates.map(({ personName, on, amount, inRun }) => [personName.split(' ')[0], on, amount, inRun])
  }
  return { ann, bob, as, mark, run, contract, list }
}

onBothDatabases('dates that runs paid before the block contract was written down', (open) => {
  test('stand in the list of the contract, as many at one time as it has places that nobody else draws on', async () => {
    const db = await open(clock)
    const { ann, bob, as, mark, run, contract, list } = await laid(db)
    await mark(bob, first)
    await mark(ann, first)
    await mark(ann, second)
    await run()
    await mark(bob, second)
    await mark(ann, third)
    const contractId = await contract()
    // On the 7th both were paid, and Bob was marked first. On the 14th Bob, whom no run had paid, has the place. On the 21st nobody was paid.
    expect(await list(contractId)).toEqual([['Bob', first, 4800, 4800]])
    // What a run pays after the contract stood, beyond its places, is no part of it.
    await mark(bob, third)
    await run()
    expect(await list(contractId)).toEqual([['Bob', first, 4800, 4800]])
    // £48 on the 7th, on the 14th and on the 21st are the service's own; what was paid twice is no more income than what instalments pay.
    const income = await as(async (tx) => {
      await giveServiceMonths(tx, { from: day('2026-04-01'), until: day('2026-04-01') })
      return tx.query(sql`select sum(amount_pence)::int as pence from market.service_income`)
    })
    expect(income).toEqual([{ pence: 3 * 4800 }])
    // A mark put right: the run keeps the difference back by itself, and the list says so; the payment itself stands.
    await mark(bob, first, 'unwell')
    expect(await list(contractId)).toEqual([['Bob', first, 2400, 4800]])
    await mark(bob, first, 'chose_otherwise')
    expect(await list(contractId)).toEqual([['Ann', first, 4800, 4800]])
    expect(
      await db.transaction(who('broker'), (tx) =>
        tx.query(sql`select * from finance.paid_beside_block(null, '2026-01-01', '2026-12-31')`),
      ),
    ).toEqual([])
  })
})
