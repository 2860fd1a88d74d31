import { expect, test } from 'vitest'
import { anAssessment, aPerson } from '../../../test/support/assessed-person.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { aSession } from '../../../test/support/planned-week.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { type Db, sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { syntheticRows } from '../calibration/synthetic-plans.ts'
import { syntheticPrior } from '../calibration/synthetic-prior.ts'
import * as allocation from '../store.ts'
import { recordedEvidence } from './calibration-evidence.ts'

const refused = (code: string) => expect.objectContaining({ code })
const approvers = () => ({ ...who('commissioner'), staffId: newId() })

async function asked(db: Db, count: number): Promise<string> {
  await db.transaction(jobWho(), (tx) =>
    allocation.adoptTable(tx, {
      content: syntheticPrior,
      approvedBy: newId(),
      secondApprover: newId(),
      reason: 'for a test',
    }),
  )
  const id = await db.transaction(who('commissioner'), (tx) =>
    allocation.askCalibration(tx, {
      file: { name: 'plans.csv', plans: { given: count, rows: syntheticRows({ count, seed: 4 }), leftOut: {} } },
      version: '2027-1',
      from: day('2027-04-01'),
      quantilePerMille: 600,
      recoveryPerMille: 500,
      seed: 3,
    }),
  )
  await db.transaction(jobWho(), (tx) => allocation.workOutCalibration(tx, id))
  return id
}

/** What each database gave; the last test of each adds its own. */
const hashes = new Set<string>()

onBothDatabases('evidence recorded here', (open) => {
  test('an agreed plan counts once its newest review found it enough, with its answers and groups and no name', async () => {
    const db = await open()
    await db.transaction(jobWho(), (tx) =>
      allocation.adoptTable(tx, {
        content: syntheticPrior,
        approvedBy: newId(),
        secondApprover: newId(),
        reason: 'for a test',
      }),
    )
    const nell = await aPerson(db)
    const assessmentId = await anAssessment(db, nell, { g: 3, h: 2, i: 3 })
    const planVersionId = newId()
    await db.transaction(nell.worker, async (tx) => {
      const indicativeBudgetId = await allocation.workOutBudget(tx, {
        personId: nell.personId,
        assessmentId,
        addOns: [{ code: 'shared_taxi_day', units: 2 }],
      })
      await allocation.recordEvidencedPlan(tx, { planVersionId, indicativeBudgetId, weeklyPence: pence(20_000) })
    })
    const evidence = () => db.transaction(jobWho(), (tx) => recordedEvidence(tx))
    expect(await evidence()).toMatchObject({ given: 1, rows: [], leftOut: { not_met: 1 } })
    const found = (foundOn: string, needsMet: boolean) =>
      db.transaction(nell.worker, (tx) =>
        allocation.recordPlanFinding(tx, { planVersionId, foundOn: day(foundOn), needsMet, openUnmetNeed: !needsMet }),
      )
    await found('2026-05-01', false)
    expect(await evidence()).toMatchObject({ leftOut: { open_unmet_need: 1 } })
    await found('2026-11-01', true)
    const { rows } = await evidence()
    expect(rows).toMatchObject([{ weeklyPence: 20_000 - 2300, levels: { g: 3, h: 2, i: 3, a: 0 }, carer: { g: 0 } }])
    expect(Object.keys(rows[0]?.groups ?? {})).toContain('age')
    expect(JSON.stringify(rows)).not.toContain(nell.personId)
    await db.transaction(nell.worker, (tx) =>
      allocation.recordPlanFinding(tx, {
        planVersionId: newId(),
        foundOn: day('2026-11-02'),
        needsMet: true,
        openUnmetNeed: false,
      }),
    )
    expect((await evidence()).given).toBe(1)
    await expect(
      db.transaction(nell.worker, (tx) => tx.query(sql`select id from allocation.plan_finding order by id`)),
    ).resolves.toEqual([])
  })
})

onBothDatabases('evidence priced again', (open) => {
  test('a recorded week counts at the rates of the chosen day where they are known, and else at its old price', async () => {
    const db = await open()
    await db.transaction(jobWho(), (tx) =>
      allocation.adoptTable(tx, {
        ...{ content: syntheticPrior, approvedBy: newId(), secondApprover: newId(), reason: 'for a test' },
      }),
    )
    const session = await aSession(db)
    const [rate] = await db.owner((tx) =>
      tx.query<{ id: string }>(sql`select id from market.rate where provider_id = ${session.providerId}`),
    )
    const line = { rateId: rate?.id ?? '', minutes: 180, dates: 52, perSessionPence: pence(48_00) }
    const stranger = { ...line, rateId: newId() }
    for (const week of [[line], [line, stranger], undefined]) {
      const person = await aPerson(db)
      const assessmentId = await anAssessment(db, person, { g: 3, i: 3 })
      await db.transaction(person.worker, async (tx) => {
        const planVersionId = newId()
        const indicativeBudgetId = await allocation.workOutBudget(tx, {
          ...{ personId: person.personId, assessmentId, addOns: [] },
        })
        const plan = { planVersionId, indicativeBudgetId, weeklyPence: pence(47_87) }
        await allocation.recordEvidencedPlan(tx, week === undefined ? plan : { ...plan, week })
        await allocation.recordPlanFinding(tx, {
          ...{ planVersionId, foundOn: tx.today, needsMet: true, openUnmetNeed: false },
        })
      })
    }
    await db.owner(async (tx) => {
      await tx.query(sql`update market.rate set ended_on = '2027-03-31' where id = ${rate?.id}`)
      await tx.query(sql`
        insert into market.rate (provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason)
        values (${session.providerId}, ${session.lotId}, '1:2', 'session', 5040, '2027-04-01', ${newId()}, 'schedule 2027')`)
    })
    const at = (on?: string) =>
      db.transaction(jobWho(), (tx) => recordedEvidence(tx, on === undefined ? undefined : day(on)))
    const costs = ({ rows }: { rows: readonly { weeklyPence: number }[] }) =>
      rows.map(({ weeklyPence }) => weeklyPence).sort()
    const coming = await at('2027-04-01')
    expect(coming.pricedAgain).toEqual({ on: '2027-04-01', plans: 1, stand: 2 })
    expect(costs(coming)).toEqual([47_87, 47_87, 50_26])
    expect(costs(await at('2026-12-01'))).toEqual([47_87, 47_87, 47_87])
    expect((await at('2026-01-01')).pricedAgain).toMatchObject({ plans: 0, stand: 3 })
    expect((await at()).pricedAgain).toBeUndefined()
  })
})

onBothDatabases('calibrations', (open) => {
  test('two different people approve, a commissioner adopts, and from then on it is frozen and public', async () => {
    const db = await open()
    const id = await asked(db, 2000)
    const [one, two] = [approvers(), approvers()]
    const again = db.transaction(jobWho(), (tx) => allocation.workOutCalibration(tx, id))
    await expect(again).resolves.toBe(undefined)
    const left = await db.transaction(jobWho(), (tx) =>
      tx.query(sql`select calibration_id from allocation.calibration_input order by calibration_id`),
    )
    expect(left).toEqual([])
    expect(
      await db.transaction(who('public'), (tx) => tx.query(sql`select id from allocation.calibration order by id`)),
    ).toEqual([])

    await db.transaction(one, (tx) => allocation.approveCalibration(tx, id))
    await expect(db.transaction(one, (tx) => allocation.approveCalibration(tx, id))).rejects.toEqual(
      refused('approved_once'),
    )
    await expect(db.transaction(one, (tx) => allocation.adoptCalibration(tx, { calibrationId: id }))).rejects.toEqual(
      refused('adopted_by_two_people'),
    )
    await db.transaction(two, (tx) => allocation.approveCalibration(tx, id))
    const adopt = (whose: typeof one, withoutComparison?: string) =>
      db.transaction(whose, (tx) => allocation.adoptCalibration(tx, { calibrationId: id, withoutComparison }))
    await expect(adopt(one)).rejects.toEqual(refused('adopted_knowing_who_loses'))
    await adopt(one, 'Nobody has a budget yet.')
    const { calibration } = await db.transaction(who('public'), async (tx) => ({
      calibration: await allocation.calibrationOf(tx, '2027-1'),
    }))
    expect(calibration).toMatchObject({ calibrationId: id, adoptable: true, version: '2027-1' })
    const table = await db.transaction(who('public'), (tx) => allocation.tableVersions(tx))
    expect(table[0]).toMatchObject({ version: '2027-1', hash: calibration?.tableHash })
    await expect(
      db.transaction(jobWho(), (tx) =>
        tx.query(sql`update allocation.calibration_result set adoptable = false where calibration_id = ${id}`),
      ),
    ).rejects.toMatchObject({ code: 'DW002' })
  })

  test('the database refuses one approver twice, an approval of what failed, and an adoption nobody approved', async () => {
    const db = await open()
    const id = await asked(db, 150)
    const now = sql`now()`
    const write = (statement: ReturnType<typeof sql>) => db.transaction(jobWho(), (tx) => tx.query(statement))
    const person = newId()
    await expect(db.transaction(approvers(), (tx) => allocation.approveCalibration(tx, id))).rejects.toEqual(
      refused('only_what_passed_every_gate'),
    )
    await expect(
      write(
        sql`insert into allocation.calibration_approval (calibration_id, approved_by, approved_at) values (${id}, ${person}, ${now})`,
      ),
    ).rejects.toEqual(refused('approval_of_a_result'))
    await expect(
      write(
        sql`insert into allocation.calibration_approval (calibration_id, approved_by, approved_at, adoptable) values (${id}, ${person}, ${now}, false)`,
      ),
    ).rejects.toEqual(refused('only_what_passed_every_gate'))
    const adopt = (first: string, second: string, { by = newId(), asker = newId(), why = 'for a test' } = {}) =>
      write(sql`
        insert into allocation.calibration_adoption (calibration_id, table_version, first_approver, second_approver, adopted_by, adopted_at,
          asked_by, without_comparison)
        values (${id}, ${syntheticPrior.version}, ${first}, ${second}, ${by}, ${now}, ${asker}, ${why === '' ? null : why})`)
    await expect(adopt(person, person)).rejects.toEqual(refused('adopted_by_two_people'))
    const same = { by: person, asker: person }
    await expect(adopt(person, newId(), same)).rejects.toEqual(refused('adopted_by_another'))
    await expect(adopt(person, newId(), { why: '' })).rejects.toEqual(refused('adopted_knowing_who_loses'))
    await expect(adopt(person, newId())).rejects.toMatchObject({
      code: expect.stringMatching(/^((first|second)_has_approved|adopted_as_asked)$/),
    })
  })

  test('the same plans and seed give the same table on either database', async () => {
    const db = await open()
    const id = await asked(db, 400)
    const { result, tableHash } = await db.transaction(jobWho(), (tx) => allocation.calibrationById(tx, id))
    expect(tableHash).toBe(result && allocation.tableHash(result.table))
    hashes.add(String(tableHash))
    expect(hashes.size).toBe(1)
  })
})
