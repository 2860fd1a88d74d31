import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Db, raw, sql } from '../../src/platform/db.ts'
import { NotAllowed } from '../../src/platform/refused.ts'
import type { Who } from '../../src/platform/who.ts'
import { onBothDatabases } from '../support/databases.ts'
import { jobWho, who } from '../support/who.ts'
import { storyA } from './story-a.ts'
import { walk } from './walk.ts'

/** The id that `@name` stands for in a walk. */
const id = (name: string) =>
  createHash('md5')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Ann's whole story; Bob in another team; Carol in no team; a hidden entry. Everything happened in 2026, today is 22 November. */
async function stage(db: Db): Promise<void> {
  await db.transaction(jobWho(), (tx) =>
    walk(
      tx,
      `${storyA}
       insert into people.team (id, name, local_area) values (@far, 'Knutsford', 'Knutsford');
       insert into people.team_of_person (person_id, team_id, from_date) values (@bob, @far, '2025-01-01');
       insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by) values (@bob, 'legal', 'Bob', 'Hill', '1991-01-01', @staff);
       insert into people.address (person_id, line_1, postcode, from_date, recorded_by) values (@ann, '1 High Street', 'CW1 2AB', '2020-01-01', @staff);
       insert into people.contact_way (person_id, kind, value, from_date, recorded_by) values (@ann, 'phone', '01632 960001', '2020-01-01', @staff);
       insert into needs.contact (person_id, received_on, route, recorded_by) values (@bob, '2026-10-01', 'community', @staff);
       insert into directory.opportunity (organisation_id, name, audience) values (@oak, 'Not yet ready', 'hidden');
       insert into directory.organisation (id, name) values (@elsewhere, 'Elsewhere');
       insert into market.provider (id, organisation_id, in_house, kind) values (@stranger, @elsewhere, false, 'framework')`,
    ),
  )
}

const practitioner = who('practitioner', { teamIds: [id('team')] })
const strangers: Record<string, Who> = {
  'a practitioner of another team': who('practitioner', { teamIds: [id('far')] }),
  'another provider': who('provider', { providerId: id('stranger') }),
  'a commissioner': who('commissioner'),
  'an administrator': who('administrator'),
  'somebody else': who('person', { personIds: [id('bob')] }),
  'the public': who('public'),
}

const seen = (db: Db, asker: Who, table: string, where = 'true') =>
  db.transaction(asker, async (tx) => {
    const { rows } = await tx.one<{ rows: number }>(
      sql`select count(*)::int as rows from ${raw(table)} where ${raw(where)}`,
    )
    return rows
  })

/** The head of a page says of each person what the list of people says, to whoever asks. */
async function sameHeads(db: Db, askers: readonly Who[]): Promise<void> {
  const columns = 'person_id, given_name, name, born_on, died_on, team, local_area, restricted'
  for (const asker of askers)
    await db.transaction(asker, async (tx) => {
      const [list, heads] = await Promise.all(
        ['published_person', 'head_of_record'].map((view) =>
          tx.query(raw(`select ${columns} from people.${view} order by person_id`)),
        ),
      )
      expect([asker.role, heads]).toEqual([asker.role, list])
    })
}

const aboutAnn = [
  ['people.person', 'id'],
  ...[
    'people.person_name people.identifier people.address people.contact_way people.team_of_person people.published_person',
    'needs.contact needs.assessment needs.eligibility_decision allocation.indicative_budget allocation.issue charging.financial_assessment charging.contribution charging.notice',
    'planning.outcome planning.plan planning.plan_version planning.session_term planning.budget_line brokerage.referral brokerage.placement delivery.occasion delivery.published_occasion',
    'finance.pay_line finance.charge directory.standing_place directory.place_claim',
  ].flatMap((line) => line.split(' ').map((table) => [table, 'person_id'])),
] as [string, string][]

async function tablesSeen(db: Db, asker: Who): Promise<string[]> {
  const found: string[] = []
  for (const [table, column] of aboutAnn)
    if ((await seen(db, asker, table, `${column} = '${id('ann')}'`)) > 0) found.push(table)
  return found
}

onBothDatabases('who sees whom', (open) => {
  test('every table is guarded, and the role that works is bound', async () => {
    const db = await open()
    expect(
      await db.transaction(jobWho(), (tx) => tx.query(raw('select what, fault from platform.security_faults()'))),
    ).toEqual([])
    const owner = await db.owner((tx) =>
      tx.query<{ fault: string }>(raw('select fault from platform.security_faults()')),
    )
    expect(owner.map(({ fault }) => fault)).toEqual(['row-level security does not bind this role'])
  })

  test('Ann’s own practitioner and Ann herself see her whole record; strangers see nothing of it', async () => {
    const db = await open()
    await stage(db)
    const all = aboutAnn.map(([table]) => table)
    expect(await tablesSeen(db, practitioner)).toEqual(all)
    expect(await tablesSeen(db, who('person', { personIds: [id('ann')] }))).toEqual(all)
    for (const [name, asker] of Object.entries(strangers))
      expect([name, await tablesSeen(db, asker)]).toEqual([name, []])
    await sameHeads(db, [
      jobWho(),
      practitioner,
      ...Object.values(strangers),
      who('provider', { providerId: id('provider') }),
    ])
    expect(await seen(db, who('person', { personIds: [id('ann')] }), 'people.person')).toBe(1)
  })

  test('her provider sees her dates and its own money, not her needs, her address or what she pays', async () => {
    const db = await open()
    await stage(db)
    const provider = who('provider', { providerId: id('provider') })
    const wanted =
      'people.person people.person_name people.team_of_person people.published_person people.contact_way planning.outcome planning.session_term planning.budget_line brokerage.placement delivery.occasion delivery.published_occasion finance.pay_line directory.standing_place directory.place_claim'
    expect((await tablesSeen(db, provider)).sort()).toEqual(wanted.split(' ').sort())
    const [person] = await db.transaction(provider, (tx) =>
      tx.query(raw('select name, postcode, support_reason, local_area from people.published_person')),
    )
    expect(person).toEqual({ name: 'Ann Oakes', postcode: null, support_reason: null, local_area: null })
    expect(await seen(db, provider, 'people.person')).toBe(1)
    expect(await seen(db, provider, 'finance.transfer', `provider_id is distinct from '${id('provider')}'`)).toBe(0)
  })

  test('a commissioner counts bands and money without anybody’s name or id; nobody asks for everybody', async () => {
    const db = await open()
    await stage(db)
    const bands = await db.transaction(who('commissioner'), (tx) =>
      tx.query<Record<string, unknown>>(
        raw('select * from people.published_person_band order by age_band, local_area'),
      ),
    )
    expect(bands.map(({ age_band, local_area }) => [age_band, local_area])).toEqual([
      ['35 to 44', 'Crewe'],
      ['35 to 44', 'Knutsford'],
      ['65 to 74', null],
    ])
    expect(JSON.stringify(bands)).not.toContain(id('ann'))
    for (const view of [
      'people.published_person_band',
      'brokerage.published_failed_match',
      'finance.published_outturn',
      'directory.published_wish',
    ])
      expect([view, await seen(db, who('public'), view)]).toEqual([view, 0])
    await expect(
      db.transaction(jobWho(), (tx) => tx.query(raw('select name from people.person_today'))),
    ).rejects.toBeInstanceOf(NotAllowed)
  })

  test('before it accepts, a provider sees the offer and nobody', async () => {
    const db = await open()
    await stage(db)
    await db.transaction(jobWho(), (tx) =>
      walk(
        tx,
        `insert into brokerage.offer (referral_id, term_id, provider_id, sent_at, answer_by) values (@referral, @term, @stranger, '2026-11-20 09:00Z', '2026-11-30 09:00Z')`,
      ),
    )
    const stranger = who('provider', { providerId: id('stranger') })
    const offers = await db.transaction(stranger, (tx) =>
      tx.query<Record<string, unknown>>(raw('select * from brokerage.offer_for_provider')),
    )
    expect(offers.length).toBe(1)
    expect(Object.keys(offers[0] ?? {}).filter((column) => /person|name|born|address|postcode/.test(column))).toEqual(
      [],
    )
    expect(JSON.stringify(offers)).not.toContain(id('ann'))
    expect(await tablesSeen(db, stranger)).toEqual([])
  })

  test('finance sees name and money, no needs; a broker sees plan and place, never the working of a charge', async () => {
    const db = await open()
    await stage(db)
    const finance = await tablesSeen(db, who('finance'))
    expect(finance).toEqual(
      expect.arrayContaining([
        'people.person_name',
        'charging.contribution',
        'planning.budget_line',
        'delivery.occasion',
        'finance.pay_line',
        'finance.charge',
      ]),
    )
    for (const table of ['needs.contact', 'needs.assessment', 'planning.outcome', 'people.contact_way'])
      expect(finance).not.toContain(table)
    const broker = await tablesSeen(db, who('broker'))
    expect(broker).toEqual(
      expect.arrayContaining([
        'people.person_name',
        'people.address',
        'planning.session_term',
        'brokerage.placement',
        'directory.place_claim',
      ]),
    )
    for (const table of [
      'needs.assessment',
      'charging.financial_assessment',
      'charging.contribution',
      'finance.charge',
    ])
      expect(broker).not.toContain(table)
    expect(await seen(db, who('broker'), 'people.person', `id = '${id('bob')}'`)).toBe(0)
  })

  test('a restricted record is seen by the named staff alone', async () => {
    const db = await open()
    await stage(db)
    const named = who('practitioner', { accountId: id('named'), staffId: id('named'), teamIds: [id('team')] })
    await db.transaction(jobWho(), (tx) =>
      walk(
        tx,
        `insert into people.restriction (person_id, from_date, recorded_by, reason) values (@ann, '2026-11-01', @boss, 'at risk');
         insert into people.restricted_to (person_id, staff_id, from_date, recorded_by, reason) values (@ann, @named, '2026-11-01', @boss, 'her worker')`,
      ),
    )
    for (const asker of [practitioner, who('team_manager', { teamIds: [id('team')] }), who('broker')])
      expect(await tablesSeen(db, asker)).toEqual([])
    expect(await seen(db, who('finance'), 'people.published_person', `person_id = '${id('ann')}'`)).toBe(0)
    expect(await seen(db, named, 'people.published_person', `person_id = '${id('ann')}'`)).toBe(1)
    // A list takes the caller's people in one piece; it is the list that asking person by person gives.
    const all = [...Object.values(strangers), practitioner, named, who('broker'), who('finance'), jobWho()]
    for (const asker of [...all, who('provider', { providerId: id('provider') })])
      expect(await seen(db, asker, 'people.published_person'), asker.role).toBe(
        await seen(db, asker, `unnest('{${id('ann')},${id('bob')},${id('carol')}}'::uuid[]) p`, 'people.may_see(p)'),
      )
    await sameHeads(db, [...all, who('provider', { providerId: id('provider') })])
  })

  test('a provider that serves a restricted person sees name and dates while the place runs, and no name afterwards', async () => {
    const db = await open()
    await stage(db)
    const provider = who('provider', { providerId: id('provider') })
    const own = (table: string) => seen(db, provider, table, `person_id = '${id('ann')}'`)
    const legalName = () =>
      db.transaction(provider, (tx) => tx.query(raw('select name, legal_name from people.head_of_record')))
    expect(await legalName()).toEqual([{ name: 'Ann Oakes', legal_name: 'Ann Oakes' }])
    const published = () =>
      db.transaction(provider, (tx) =>
        tx.query(
          sql`select given_name, born_on is null as "noBirthDate" from people.published_person where person_id = ${id('ann')}`,
        ),
      )
    const dates = await own('delivery.published_occasion')
    expect(dates).toBeGreaterThan(0)
    expect([await own('people.contact_way'), await own('people.person_name')]).toEqual([1, 1])
    await db.transaction(jobWho(), (tx) =>
      walk(
        tx,
        `insert into people.restriction (person_id, from_date, recorded_by, reason) values (@ann, '2026-11-01', @boss, 'at risk')`,
      ),
    )
    expect(await published()).toEqual([{ given_name: 'Ann', noBirthDate: true }])
    await sameHeads(db, [provider])
    expect(await legalName()).toEqual([{ name: 'Ann Oakes', legal_name: null }])
    expect([await own('people.contact_way'), await own('people.person_name')]).toEqual([0, 0])
    expect(await seen(db, provider, 'people.person')).toBe(0)
    expect(await seen(db, provider, 'people.restricted_now').catch((error: unknown) => error)).toBeInstanceOf(
      NotAllowed,
    )
    expect(await own('delivery.published_occasion')).toBe(dates)
    await db.owner((tx) =>
      tx.query(sql`update brokerage.placement set ended_on = '2026-11-20' where person_id = ${id('ann')}`),
    )
    expect(await published()).toEqual([])
    expect(await own('delivery.published_occasion')).toBeGreaterThan(0)
  })

  test('finance reads every mark and the lines of runs; others only those of dates and lines that are theirs', async () => {
    const db = await open()
    await stage(db)
    const tables = ['delivery.mark', 'finance.pay_run_line']
    const every = await Promise.all(tables.map((table) => seen(db, jobWho(), table)))
    expect(every.every((rows) => rows > 0)).toBe(true)
    expect(await Promise.all(tables.map((table) => seen(db, who('finance'), table)))).toEqual(every)
    for (const stranger of Object.values(strangers))
      expect(await Promise.all(tables.map((table) => seen(db, stranger, table)))).toEqual([0, 0])
  })

  test('nobody is nobody: without a role not one row about a person shows', async () => {
    const db = await open()
    await stage(db)
    for (const [table] of aboutAnn) {
      const [row] = await db.statement<{ rows: number }>(`select count(*)::int as rows from ${table}`, [])
      expect([table, row?.rows]).toEqual([table, 0])
    }
  })

  test('stock and balances move by their triggers only, nothing is deleted, and hidden entries stay hidden', async () => {
    const db = await open()
    await stage(db)
    const tries = [
      'update directory.stock set taken = 0',
      'update finance.account set debits_pence = 0',
      'delete from finance.transfer',
      'delete from people.person',
      "insert into directory.stock (occurrence_id, resource, capacity, taken) values (gen_random_uuid(), 'x', 1, 1)",
    ]
    for (const text of tries)
      await expect(db.transaction(jobWho(), (tx) => tx.query(raw(text)))).rejects.toBeInstanceOf(NotAllowed)
    expect(await seen(db, who('public'), 'directory.opportunity', `name = 'Not yet ready'`)).toBe(0)
    expect(await seen(db, who('public'), 'directory.opportunity')).toBe(1)
    expect(await seen(db, who('broker'), 'directory.opportunity')).toBe(2)
  })

  test('a writer writes only what the role may: another’s record, a migrated plan or somebody else’s name are refused', async () => {
    const db = await open()
    await stage(db)
    const refusedBySecurity = (asker: Who, text: string) =>
      expect(db.transaction(asker, (tx) => walk(tx, text))).rejects.toBeInstanceOf(NotAllowed)
    await refusedBySecurity(
      who('practitioner', { teamIds: [id('far')] }),
      `insert into needs.contact (person_id, received_on, route, recorded_by) values (@ann, '2026-11-01', 'community', @staff)`,
    )
    await refusedBySecurity(
      practitioner,
      `insert into planning.plan_version (plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence, provenance, review_due_id) values (@plan, @ann, 9, '2026-12-01', @staff, 'x', 1, 'migrated', gen_random_uuid())`,
    )
    await refusedBySecurity(
      who('team_manager', { teamIds: [id('team')] }),
      `insert into planning.approval (plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, limit_id, limit_pence) values (@version, @plan, 'contents', true, 'x', @boss, '2026-11-01', @staff, 'contents 1', @limit, 1000000)`,
    )
    await refusedBySecurity(
      who('person', { personIds: [id('ann')] }),
      `insert into outcomes.progress (outcome_id, person_id, voice, on_date, met, recorded_by) values (@outcome, @ann, 'practitioner', '2026-11-01', 'fully', @staff)`,
    )
    await refusedBySecurity(
      who('person', { personIds: [id('bob'), id('ann')] }),
      `insert into outcomes.progress (outcome_id, person_id, voice, on_date, met, recorded_by) values (@outcome, @ann, 'person', '2026-11-01', 'fully', @staff)`,
    )
    await refusedBySecurity(
      who('provider', { providerId: id('stranger') }),
      `insert into delivery.mark (id, occasion_id, reason, marked_by, marked_at) values (@mark9, md5('date 2026-05-05')::uuid, 'attended', @stranger, now())`,
    )
    await db.transaction(who('provider', { providerId: id('provider') }), (tx) =>
      walk(
        tx,
        `insert into delivery.mark (id, occasion_id, reason, marked_by, marked_at) values (@mark9, md5('date 2026-05-05')::uuid, 'attended', @provider, now())`,
      ),
    )
    await db.transaction(who('person', { personIds: [id('ann')] }), (tx) =>
      walk(
        tx,
        `insert into outcomes.progress (outcome_id, person_id, voice, on_date, met, recorded_by) values (@outcome, @ann, 'person', '2026-11-01', 'fully', @staff)`,
      ),
    )
  })
})
