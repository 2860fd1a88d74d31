import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho } from '../../../test/support/who.ts'
import { tableOn } from '../../allocation/store.ts'
import { policyFor } from '../../charging/store.ts'
import { payRulesInForce, reasons } from '../../delivery/store.ts'
import { lots } from '../../market/store.ts'
import { openAccount } from '../../platform/accounts.ts'
import { type Db, sql } from '../../platform/db.ts'
import { checkCouncil } from '../council-policy/check-council.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { loadCouncil, readCouncilFolder } from '../council-policy/store.ts'
import type { AdoptedPart } from './adopted.ts'
import { adoptPolicy, approversNamed } from './store.ts'

const policy = loadCouncil('cheshire-east')

/** The council's folder with one file changed. */
function changed(file: string, change: (text: string) => string): CouncilPolicy {
  const folder = readCouncilFolder('cheshire-east')
  const checked = checkCouncil({ ...folder, [file]: JSON.parse(change(JSON.stringify(folder[file]))) })
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals))
  return checked.value
}

const account = (db: Db, username: string, role: 'commissioner' | 'finance' | 'provider' = 'commissioner') =>
  db.transaction(jobWho(), (tx) =>
    openAccount(tx, {
      username,
      role,
      displayName: username,
      password: 'long enough a password',
      ...(role === 'provider' ? { providerId: '00000000-0000-7000-8000-000000000001' } : {}),
    }),
  )

const adopt = (db: Db, given = policy, how: { accept?: boolean; by?: [string, string] } = {}) =>
  db.transaction(jobWho(), async (tx) =>
    adoptPolicy(tx, given, {
      acceptAssumptions: how.accept ?? true,
      approvers: how.by && (await approversNamed(tx, ...how.by)),
    }),
  )

const of = (parts: readonly AdoptedPart[], name: string) => parts.find(({ part }) => part === name)
const written = (parts: readonly AdoptedPart[]) => parts.flatMap(({ added, replaced }) => [...added, ...replaced])

/** How many rows stand in every table that adopting fills. */
const counts = (db: Db) =>
  db.owner((tx) =>
    tx.one<Record<string, number>>(sql`
      select (select count(*) from people.team)::int as teams, (select count(*) from market.lot where framework_id is not null)::int as lots,
             (select count(*) from delivery.pay_rule)::int as rules, (select count(*) from directory.calendar_period)::int as calendar,
             (select count(*) from allocation.table_version)::int as tables, (select count(*) from charging.policy_switch)::int as switches,
             (select count(*) from finance.cost_centre)::int as centres, (select sum(pence) from finance.budget)::bigint as budget,
             (select count(*) from finance.accounting_period)::int as periods, (select count(*) from planning.approval_limit)::int as limits,
             (select count(*) from platform.audit_entry)::int as audited`),
  )

onBothDatabases('adopting a council’s data', (open) => {
  test('an empty database can work afterwards, and adopting again changes nothing', async () => {
    const db = await open()
    await account(db, 'cora')
    await account(db, 'finn', 'finance')
    const first = await adopt(db, policy, { by: ['cora', 'Finn'] })
    expect(first.flatMap(({ leftOut, differs }) => [...leftOut, ...differs])).toEqual([])
    const there = await counts(db)
    expect(there).toMatchObject({
      teams: 6,
      lots: 7,
      tables: 1,
      centres: 4,
      budget: 471_000_000,
      periods: 5,
      limits: 0,
    })
    const again = await adopt(db, policy, { by: ['cora', 'finn'] })
    expect(written(again)).toEqual([])
    expect(again.map(({ stood }) => stood.length)).toEqual(first.map(({ added }) => added.length))
    expect(await counts(db)).toEqual(there)
    await db.transaction(jobWho(), async (tx) => {
      expect((await tableOn(tx, tx.today))?.approvedBy).toBe('cora')
      expect((await policyFor(tx, tx.today)).percentTaken?.value).toBe(100)
      const rules = await payRulesInForce(tx, tx.today)
      const happened = (await reasons(tx)).filter(({ code }) => code !== 'attended_part')
      for (const lot of [...(await lots(tx)).map(({ id }) => id), undefined])
        for (const { code } of happened)
          expect(
            rules.some((one) => one.lotId === lot && one.reason === code && one.noticeHoursUnder === 0),
            code,
          ).toBe(true)
      expect(rules.filter(({ charged, reason }) => charged && reason !== 'attended')).toEqual([])
    })
  })

  test('without two approvers the table waits and all else stands; one person, a stranger or a provider cannot approve', async () => {
    const db = await open()
    await account(db, 'cora')
    expect(of(await adopt(db), 'allocation table')?.leftOut[0]?.why).toContain('--approver')
    await expect(adopt(db, policy, { by: ['cora', 'CORA'] })).rejects.toMatchObject({
      code: 'one_person_approves_twice',
    })
    await expect(adopt(db, policy, { by: ['cora', 'nobody'] })).rejects.toMatchObject({ code: 'approver_unknown' })
    await account(db, 'finn', 'finance')
    expect(of(await adopt(db, policy, { by: ['cora', 'finn'] }), 'allocation table')?.added).toEqual(['demo-prior'])
  })

  test('without leave for assumptions only what is cited or no choice is adopted, and the rest is named', async () => {
    const db = await open()
    const parts = await adopt(db, policy, { accept: false })
    expect(of(parts, 'cost centres')?.added).toHaveLength(4)
    expect(parts.flatMap(({ assumptions }) => assumptions)).toEqual([])
    expect(of(parts, 'lots')?.leftOut).toHaveLength(7)
    expect(await counts(db)).toMatchObject({ teams: 0, lots: 0, rules: 0, tables: 0, budget: null })
    expect(written(await adopt(db)).length).toBeGreaterThan(100)
    const there = await counts(db)
    expect(written(await adopt(db, policy, { accept: false }))).toEqual([])
    expect(await counts(db)).toEqual(there)
  })

  test('a pay rule that changed ends and begins anew from today; a team or a budget that differs is told and left', async () => {
    const db = await open()
    await adopt(db)
    const { name: team, areas } = policy.value('localities.teams', policy.card.from)[0] ?? { name: '', areas: [] }
    const area = areas[0]
    await db.owner((tx) => tx.query(sql`update people.team set local_area = 'Elsewhere' where name = ${team}`))
    const dearer = changed('pay-rules.json', (text) => text.replace('"paidPerMille":500', '"paidPerMille":400'))
    const parts = await adopt(db, dearer)
    expect(of(parts, 'teams')?.differs).toEqual([{ name: team, stands: 'area Elsewhere', policy: `area ${area}` }])
    expect(of(parts, 'pay rules')?.replaced).toHaveLength(7)
    expect(of(parts, 'pay rules')?.replaced[0]).toMatchObject({ stands: '50% paid, not charged, note needed' })
    const late = await db.transaction(jobWho(), async (tx) => ({
      now: await payRulesInForce(tx, tx.today),
      before: await payRulesInForce(tx, policy.card.from),
    }))
    const halves = (rules: typeof late.now) =>
      rules
        .filter(({ reason, paidPerMille }) => reason === 'carer_unavailable' && paidPerMille < 1000)
        .map((one) => one.paidPerMille)
    expect(new Set(halves(late.now))).toEqual(new Set([400]))
    expect(new Set(halves(late.before))).toEqual(new Set([500]))
    expect(written(await adopt(db, dearer))).toEqual([])
    const poorer = changed('budgets.json', (text) => text.replace('"own-services":337', '"own-services":338'))
    expect(of(await adopt(db, poorer), 'budgets')?.differs.length).toBeGreaterThan(0)
    expect(await counts(db)).toMatchObject({ budget: 471_000_000 })
  })

  test('a charging switch that changed is ended and added; nothing is left of a whole that does not fit', async () => {
    const db = await open()
    await adopt(db)
    const milder = changed('charging.json', (text) => text.replace('"value":100', '"value":90'))
    expect(of(await adopt(db, milder), 'charging switches')?.replaced).toHaveLength(1)
    await db.transaction(jobWho(), async (tx) => expect((await policyFor(tx, tx.today)).percentTaken?.value).toBe(90))
    const fresh = await open()
    await fresh.owner((tx) =>
      tx.query(
        sql`insert into delivery.pay_rule (reason, paid_per_mille, charged, note_needed, from_date, until_date) values ('closed', 0, false, false, '2022-01-01', '2022-02-01')`,
      ),
    )
    await expect(adopt(fresh)).rejects.toMatchObject({ code: 'one_rule_at_a_time' })
    expect(await counts(fresh)).toMatchObject({ teams: 0, lots: 0, rules: 1, calendar: 0 })
  })
})
