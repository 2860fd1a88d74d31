import { expect, test } from 'vitest'
import { type Open, onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import type { CheckKind } from '../checks.ts'
import type { Joining } from '../joining.ts'
import {
  applicationDetails,
  beginApplication,
  decideApplication,
  declareInterest,
  leaveFramework,
  liftSuspension,
  providerDetails,
  publishOffer,
  recordLook,
  recordNotice,
  saveDraftPage,
  sendApplication,
  suspend,
} from '../store.ts'

const lotId = '00000000-0000-4000-8000-000000000001'
const otherLot = '00000000-0000-4000-8000-000000000002'
const frameworkId = '00000000-0000-4000-8000-000000000003'
const required: CheckKind[] = ['insurance', 'exclusion_grounds']
const today = day('2026-11-22')
const commissioner = who('commissioner')
const second = who('commissioner', { accountId: '22222222-2222-7222-8222-222222222222' })

const joining: Joining = {
  name: 'Cooking with Sam',
  contact: 'Sam Example',
  phone: '01632 960001',
  lotIds: [lotId, otherLot],
  offer: {
    kind: 'cooking',
    title: 'Cooking with Sam',
    summary: 'Cook and eat together.',
    town: 'Crewe',
    session: { weekday: 6, startMinute: 630, endMinute: 780, places: 4 },
  },
  price: { pence: pence(1_600), unit: 'hour', supportBand: '1:4' },
  leastWeeklyMinutes: 120,
  evidence: [],
}

async function applied(open: Open): Promise<{ db: Db; id: string }> {
  const db = await open()
  await db.owner(async (tx) => {
    await tx.query(sql`
      insert into market.framework (id, name, legal_route, from_date, recorded_by, reason) values (${frameworkId}, 'Day opportunities', 'Open to join', '2022-01-01', ${lotId}, 'test')`)
    await tx.query(
      sql`insert into market.lot (id, name, framework_id) values (${lotId}, 'Community', ${frameworkId}), (${otherLot}, 'Outreach', ${frameworkId})`,
    )
  })
  const id = await db.transaction(jobWho(), async (tx) => {
    const begun = await beginApplication(tx, { kind: 'micro_provider', shortPath: true })
    await sendApplication(tx, begun.id, joining)
    return begun.id
  })
  await db.transaction(commissioner, (tx) =>
    recordNotice(tx, { frameworkId, kind: 'tender', reference: '2026/S 000-000001', publishedOn: day('2026-01-05') }),
  )
  return { db, id }
}

async function look(tx: Tx, applicationId: string, kinds: readonly CheckKind[] = required): Promise<void> {
  for (const kind of kinds)
    await recordLook(tx, { of: { applicationId }, kind, met: true, evidence: 'Seen', expiresOn: day('2027-06-30') })
}

async function decision(tx: Tx, applicationId: string, lotIds: readonly string[]) {
  const noticeId = (await applicationDetails(tx, applicationId))?.notices[0]?.id ?? ''
  return { applicationId, lotIds, from: today, reasons: 'All checks are met', noticeId, checksRequired: required }
}
const decide = (db: Db, id: string, lotIds: readonly string[], by = commissioner) =>
  db.transaction(by, async (tx) => decideApplication(tx, await decision(tx, id, lotIds)))
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : String(error)),
  )

onBothDatabases('joining the framework', (open) => {
  test('an applicant is checked, admitted lot by lot, gets its price, and publishes once', async () => {
    const { db, id } = await applied(open)
    expect(await code(decide(db, id, [lotId]))).toBe('DW042')
    await db.transaction(commissioner, (tx) => look(tx, id))
    const { providerId } = await decide(db, id, [lotId])
    const details = await db.transaction(commissioner, (tx) => providerDetails(tx, providerId ?? ''))
    expect(details).toMatchObject({
      name: 'Cooking with Sam',
      leastWeeklyMinutes: 120,
      admissions: [{ lot: 'Community', from: '2026-11-22' }],
      rates: [{ lot: 'Community', price: 1600, unit: 'hour' }],
      checks: [
        { kind: 'exclusion_grounds', met: true },
        { kind: 'insurance', met: true },
      ],
    })
    const asked = await db.transaction(commissioner, (tx) => applicationDetails(tx, id))
    expect(asked?.decisions.map(({ admitted }) => admitted).sort()).toEqual([false, true])
    expect(await code(decide(db, id, [otherLot]))).toBe('decided_once')
    const opportunityId = await db.transaction(jobWho(), (tx) => publishOffer(tx, id))
    expect(await code(db.transaction(jobWho(), (tx) => publishOffer(tx, id)))).toBe('offer_published_once')
    const shown = await db.owner(async (tx) => ({
      cost: await tx.query(
        sql`select price_pence as price, unit from directory.published_cost where opportunity_id = ${opportunityId}`,
      ),
      dates: (
        await tx.query(
          sql`select o.id from directory.occurrence o join directory.session s on s.id = o.session_id where s.opportunity_id = ${opportunityId}`,
        )
      ).length,
      stock: await tx.query(sql`select distinct resource, capacity from directory.stock order by resource`),
    }))
    expect(shown.cost).toEqual([{ price: 1600, unit: 'hour' }])
    expect(shown.dates).toBeGreaterThan(20)
    expect(shown.stock).toEqual([
      { resource: 'place', capacity: 4 },
      { resource: 'staff', capacity: 5040 },
    ])
  })

  test('nobody decides on somebody they are connected with, in code or in the database', async () => {
    const { db, id } = await applied(open)
    await db.transaction(commissioner, (tx) => look(tx, id))
    await db.transaction(commissioner, (tx) => declareInterest(tx, { applicationId: id }, 'My sister'))
    expect(await code(decide(db, id, [lotId]))).toBe('DW041')
    expect(await code(decide(db, id, [], commissioner))).toBe('DW041')
    expect(await code(decide(db, id, [lotId], second))).toBe('done')
  })

  test('a check that ran out, or was not met at the last look, stands in the way', async () => {
    const { db, id } = await applied(open)
    await db.transaction(commissioner, async (tx) => {
      await look(tx, id)
      await recordLook(tx, { of: { applicationId: id }, kind: 'insurance', met: false, evidence: 'Cancelled' })
    })
    expect(await code(decide(db, id, [lotId]))).toBe('DW042')
    const outdated = {
      of: { applicationId: id },
      kind: 'insurance',
      met: true,
      evidence: 'Old',
      expiresOn: day('2026-11-21'),
    } as const
    expect(await code(db.transaction(commissioner, (tx) => recordLook(tx, outdated)))).toBe('check_not_run_out')
    const unsaid = (tx: Tx) =>
      recordLook(tx, { of: { applicationId: id }, kind: 'insurance', met: true, evidence: 'Seen' })
    expect(await code(db.transaction(commissioner, unsaid))).toBe('insurance_says_until_when')
    await db.transaction(commissioner, (tx) => look(tx, id, ['insurance']))
    expect(await code(decide(db, id, [lotId]))).toBe('done')
  })

  test('what was sent stands, and nobody is admitted beside a decision', async () => {
    const { db, id } = await applied(open)
    const change = (tx: Tx) => saveDraftPage(tx, id, 'who', { name: 'Another' })
    expect(await code(db.transaction(jobWho(), change))).toBe('application_sent_already')
    const edit = (tx: Tx) => tx.query(sql`update market.application set name = 'Another' where id = ${id}`)
    expect(await code(db.owner(edit))).toBe('DW002')
    expect(await code(db.transaction(jobWho(), (tx) => publishOffer(tx, id)))).toBe('offer_cannot_be_published')
    await db.transaction(commissioner, (tx) => look(tx, id))
    const { providerId } = await decide(db, id, [lotId])
    const beside = (tx: Tx) =>
      tx.query(
        sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${providerId}, ${otherLot}, ${lotId}, 'none', '2026-11-22')`,
      )
    expect(await code(db.transaction(commissioner, beside))).not.toBe('done')
    const other = (tx: Tx) =>
      tx.query(sql`
        insert into market.admission (provider_id, lot_id, decided_by, reason, from_date, decision_id, decision_admits)
        select ${providerId}, d.lot_id, ${lotId}, 'none', '2026-11-22', d.id, true from market.decision d where not d.admitted`)
    expect(await code(db.transaction(commissioner, other))).toBe('admission_as_decided')
  })

  test('a suspension stops what is new and ends; leaving ends lots and prices', async () => {
    const { db, id } = await applied(open)
    await db.transaction(commissioner, (tx) => look(tx, id))
    const providerId = (await decide(db, id, [lotId])).providerId ?? ''
    const from = today
    const suspended = (tx: Tx) => suspend(tx, { providerId, from, reason: 'Insurance was cancelled' })
    await db.transaction(commissioner, suspended)
    expect(await code(db.transaction(commissioner, suspended))).toBe('suspended_once')
    const offered = db.owner((tx) =>
      tx.query(sql`
      insert into brokerage.offer (term_id, provider_id, sent_at, answer_by) values (${lotId}, ${providerId}, now(), now() + interval '1 day')`),
    )
    expect(await code(offered)).toBe('DW044')
    await db.transaction(commissioner, (tx) => liftSuspension(tx, providerId, 'A new certificate'))
    expect(await code(db.transaction(commissioner, (tx) => liftSuspension(tx, providerId, 'Again')))).toBe(
      'not_suspended',
    )
    const leave = (tx: Tx) => leaveFramework(tx, { providerId, lastDay: day('2026-12-31'), reason: 'Retires' })
    await db.transaction(commissioner, leave)
    expect(await code(db.transaction(commissioner, leave))).toBe('not_on_the_framework')
    const details = await db.transaction(commissioner, (tx) => providerDetails(tx, providerId))
    expect(details).toMatchObject({
      admissions: [{ until: '2026-12-31', endReason: 'Retires' }],
      rates: [{ until: '2026-12-31' }],
      suspensions: [],
    })
  })
})
