import { describe, expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { openAccount } from '../platform/accounts.ts'
import type { Db } from '../platform/db.ts'
import { approvers, giveLimit, whoMayApprove } from './store.ts'

const account = (db: Db, username: string, role: 'team_manager' | 'practitioner') =>
  db.transaction(jobWho(), (tx) =>
    openAccount(tx, { username, role, displayName: username, password: 'a long first password' }),
  )
const give = (db: Db, staffId: string, pounds: number, from = '2026-11-22') =>
  db.transaction(jobWho(), (tx) =>
    giveLimit(tx, { staffId, yearlyPence: pence(pounds * 100), from: day(from), reason: 'scheme of delegation' }),
  )

onBothDatabases('limits to approve', (open) => {
  test('a limit holds from its day, ends the one before it, and every one stays readable', async () => {
    const db = await open()
    const mona = await account(db, 'mona', 'team_manager')
    await give(db, mona, 20_000)
    await give(db, mona, 30_000, '2027-04-01')
    const [found] = await db.transaction(jobWho(), approvers)
    expect(found?.limits).toMatchObject([
      { yearlyPence: 3_000_000, from: '2027-04-01', until: null },
      { yearlyPence: 2_000_000, from: '2026-11-22', until: '2027-03-31' },
    ])
    const able = (pounds: number) => db.transaction(jobWho(), (tx) => whoMayApprove(tx, pence(pounds * 100)))
    expect([await able(20_000), await able(20_001)]).toMatchObject([[{ staffId: mona }], []])
  })

  test('a limit given twice on one day counts as given last, and one of nothing takes the right away', async () => {
    const db = await open()
    const mona = await account(db, 'mona', 'team_manager')
    await give(db, mona, 20_000)
    await give(db, mona, 0)
    expect(await db.transaction(jobWho(), (tx) => whoMayApprove(tx, pence(1)))).toEqual([])
  })

  test('it is refused for others, for days that are over, before one to come and where it changes nothing', async () => {
    const db = await open()
    const mona = await account(db, 'mona', 'team_manager')
    const pat = await account(db, 'pat', 'practitioner')
    const code = (work: Promise<unknown>) => work.then(() => 'given').catch((error: { code?: string }) => error.code)
    expect(await code(give(db, pat, 20_000))).toBe('approves_no_plans')
    expect(await code(give(db, mona, 20_000, '2026-11-21'))).toBe('limit_in_the_past')
    expect(await code(give(db, mona, 20_000, '2027-04-01'))).toBe('given')
    expect(await code(give(db, mona, 10_000))).toBe('limit_already_follows')
    expect(await code(give(db, mona, 20_000, '2027-05-01'))).toBe('limit_is_the_same')
  })
})

describe('the page', () => {
  test('an administrator is told who has no limit, gives one with its reason, and is told what is wrong', async () => {
    const app = await testApp()
    const admin = await app.as('administrator')
    const manager = await app.as('team_manager', { name: 'Mona Example' })
    expect((await admin.get('/home')).body).toContain('Approves no plan before a limit is given')
    const sent = {
      staffId: manager.accountId,
      limit: '20,000',
      'from-day': '22',
      'from-month': '11',
      'from-year': '2026',
    }
    const wrong = await admin.post('/planning/limits', { ...sent, limit: '-5', staffId: '', reason: '' })
    expect([wrong.status, wrong.body]).toEqual([400, expect.stringContaining('Select who may approve')])
    expect(wrong.body).toContain('The limit must be an amount of money')
    const past = await admin.post('/planning/limits', { ...sent, 'from-day': '1', reason: 'x' })
    expect([past.status, past.body]).toEqual([409, expect.stringContaining('The first day must be today or later')])
    expect((await admin.post('/planning/limits', { ...sent, reason: 'Scheme of April' })).status).toBe(303)
    const { body } = await admin.get('/planning/limits')
    expect(body.replaceAll(/\s+/g, ' ')).toMatch(/£20,000 a year.*Scheme of April. Given by Test administrator/)
    expect((await admin.get('/home')).body).not.toContain('Approves no plan before a limit is given')
    expect((await manager.get('/planning/limits')).status).toBe(403)
  })

  test('other programs give limits and read them', async () => {
    const app = await testApp()
    const admin = await app.as('administrator')
    const manager = await app.as('team_manager')
    const body = { staff_id: manager.accountId, yearly_pence: 2_000_000, from: '2026-11-22', reason: 'delegation' }
    expect((await admin.api('POST', '/api/planning/limits', { ...body, yearly_pence: 1.5 })).status).toBe(400)
    const made = await admin.api('POST', '/api/planning/limits', body)
    expect(made.json()).toEqual({ limit_id: expect.any(String) })
    const all = (await admin.api('GET', '/api/planning/limits')).json() as { limits: object[] }[]
    expect(all[0]?.limits).toMatchObject([{ yearly_pence: 2_000_000, until: null, given_by: 'Test administrator' }])
  })
})
