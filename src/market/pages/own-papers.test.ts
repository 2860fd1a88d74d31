import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { sendFile } from '../../../test/support/send-file.ts'
import { who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { openSession } from '../../platform/accounts.ts'
import { type Db, sql } from '../../platform/db.ts'
import { keepFile, keptFile, mediaTypeOf, plainFileName } from '../../platform/files.ts'
import { Refused } from '../../platform/refused.ts'
import {
  answerProposal,
  documentsOf,
  proposalsOf,
  proposeRate,
  recordLook,
  sendDocument,
  withdrawProposal,
} from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const provider = who('provider', { providerId: id(1) })
const other = who('provider', { providerId: id(2) })
const commissioner = who('commissioner')
const pdf = Buffer.from('%PDF-1.7 a policy')
const lot = id(1)

async function laid(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    for (const at of [1, 2]) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${id(at)}, ${`Kettle ${at}`})`)
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(at)}, ${id(at)}, false, 'framework')`,
      )
    }
    await tx.query(
      sql`insert into market.framework (id, name, legal_route, from_date, recorded_by, reason) values (${id(1)}, 'Framework', 'Open', '2022-01-01', ${id(0)}, 'test')`,
    )
    await tx.query(sql`insert into market.lot (id, name, framework_id) values (${lot}, 'Community', ${id(1)})`)
    await tx.query(
      sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${id(1)}, ${lot}, ${id(0)}, 'Met', '2022-04-01')`,
    )
    await tx.query(sql`
      insert into market.rate (provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason) values
        (${id(1)}, ${lot}, '1:4', 'session', 4800, '2026-04-01', ${id(0)}, 'Schedule')`)
  })
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : `${error}`.split(':')[0]),
  )

onBothDatabases('a provider’s papers and prices', (open) => {
  test('a paper is kept whole for its provider and commissioners, and each is looked at once', async () => {
    const db = await open()
    await laid(db)
    const send = (as: typeof provider, file = { name: '../../insur\nance.pdf', bytes: pdf }) =>
      db.transaction(as, (tx) =>
        sendDocument(tx, id(1), { kind: 'insurance', words: 'Acme 12345', expiresOn: day('2027-03-31'), file }),
      )
    const documentId = await send(provider)
    expect(await code(send(other))).toBe('NotAllowed')
    expect(await code(send(provider, { name: 'page.pdf', bytes: Buffer.from('<html>') }))).toBe('file_of_another_kind')
    expect(await code(send(provider, { name: 'big.pdf', bytes: Buffer.concat([pdf, Buffer.alloc(5_242_880)]) }))).toBe(
      'file_too_large',
    )
    const read = (as: typeof provider) => db.transaction(as, (tx) => documentsOf(tx, id(1)))
    expect(await read(provider)).toMatchObject([{ id: documentId, fileName: 'insur_ance.pdf', met: null }])
    for (const stranger of [other, who('broker'), who('public')]) expect(await read(stranger)).toEqual([])
    const fileId = (await read(provider))[0]?.fileId ?? ''
    const opened = (as: typeof provider) => db.transaction(as, (tx) => keptFile(tx, fileId))
    expect((await opened(commissioner))?.bytes.equals(pdf)).toBe(true)
    for (const stranger of [other, who('broker'), who('public')]) expect(await opened(stranger)).toBeUndefined()

    const look = () =>
      db.transaction(commissioner, (tx) =>
        recordLook(tx, {
          of: { providerId: id(1) },
          kind: 'insurance',
          met: true,
          evidence: 'Seen',
          expiresOn: day('2027-03-31'),
          documentId,
        }),
      )
    expect([await code(look()), await code(look())]).toEqual(['done', 'document_looked_at_once'])
    expect(await read(provider)).toMatchObject([{ met: true, evidence: 'Seen' }])
    const rules = async (content: string, hash: string) =>
      code(
        db.owner((tx) =>
          tx.query(sql`
            insert into platform.file (name, media_type, content, content_sha256, readers, recorded_by)
            values ('x.pdf', 'application/pdf', decode(${Buffer.from(content).toString('base64')}, 'base64'), decode(${hash}, 'base64'), '{}', ${id(0)})`),
        ),
      )
    expect(await rules('%PDF-1.7', 'AAAA')).toBe('file_whole')
    expect(await code(db.owner((tx) => tx.query(sql`update platform.file set name = 'other'`)))).toBe('DW002')
    expect(
      await code(db.transaction(who('person'), (tx) => keepFile(tx, { name: 'x.pdf', bytes: pdf, readers: [] }))),
    ).toBe('NotAllowed')
  })

  test('a price is asked for once at a time, answered once, and agreeing decides the rate', async () => {
    const db = await open()
    await laid(db)
    const wanted = {
      providerId: id(1),
      lotId: lot,
      supportBand: '1:4',
      unit: 'session' as const,
      price: pence(5_000),
      from: day('2026-12-01'),
      reason: 'Wages',
    }
    const ask = (more: object = {}, as = provider) =>
      db.transaction(as, (tx) => proposeRate(tx, { ...wanted, ...more }))
    expect(await code(ask({ from: day('2026-11-21') }))).toBe('rate_in_the_past')
    expect(await code(ask({ price: pence(4_800) }))).toBe('rate_is_the_same')
    expect(await code(ask({ providerId: id(2) }, other))).toBe('not_in_this_lot')
    expect(await code(ask({}, other))).toBe('not_in_this_lot')
    const first = await ask()
    expect(await code(ask({ price: pence(5_100) }))).toBe('one_proposal_waits')
    expect(await code(db.transaction(provider, (tx) => withdrawProposal(tx, first)))).toBe('done')
    const second = await ask({ price: pence(5_100) })
    const answer = (agreed: boolean) =>
      code(
        db.transaction(commissioner, (tx) =>
          answerProposal(tx, second, { agreed, from: day('2026-12-01'), reason: 'Fair' }),
        ),
      )
    expect([await answer(true), await answer(false)]).toEqual(['done', 'proposal_is_over'])
    expect((await db.transaction(provider, (tx) => proposalsOf(tx, id(1)))).map(({ answer: given }) => given)).toEqual([
      'agreed',
      null,
    ])
    expect(await db.transaction(other, (tx) => proposalsOf(tx, id(1)))).toEqual([])
    const rates = await db.owner((tx) =>
      tx.query(sql`select price_pence as price, ended_on as ended from market.rate order by from_date`),
    )
    expect(rates).toEqual([
      { price: 4_800, ended: '2026-11-30' },
      { price: 5_100, ended: null },
    ])
  })
})

test('a provider sends its insurance as a photo, the commissioner looks at it, and both read what came of it', async () => {
  const app = await testApp()
  await laid(app.db)
  const mine = await app.as('provider', { providerId: id(1) })
  const another = await app.as('provider', { providerId: id(2) })
  const council = await app.as('commissioner')
  expect((await mine.get('/market/my-service/documents')).body).toContain('The council has nothing from you about')
  const cookies = { daywell_session: await openSession(app.db, mine.accountId) }
  const send = (content: string, words = 'Acme 12345') =>
    sendFile(app.web, {
      page: '/market/my-service/documents/new?kind=insurance',
      cookies,
      name: 'photo.png',
      content,
      fields: { kind: 'insurance', words, 'expires-day': '1', 'expires-month': '3', 'expires-year': '2027' },
    })
  const wrong = (await send('GIF89a')).answer
  expect([wrong.statusCode, wrong.body.includes('must be a PDF, a JPEG or a PNG')]).toEqual([400, true])
  expect((await send('%PDF-1', '')).answer.body).toContain('Enter what it says')
  expect((await send('%PDF-1.7 a policy')).answer.statusCode).toBe(303)
  const list = (await mine.get('/market/my-service/documents')).body
  expect(list).toContain('Sent, not looked at yet')
  const file = /\/market\/documents\/[0-9a-f-]+\/file/.exec(list)?.[0] ?? ''
  const opened = await mine.get(file)
  expect([opened.status, opened.headers['content-disposition'], opened.headers['content-type']]).toEqual([
    200,
    "attachment; filename*=UTF-8''photo.png",
    'application/pdf',
  ])
  expect((await another.get(file)).status).toBe(404)
  expect((await council.get('/home')).body).toContain('Document to look at')
  const check = file.replace('/file', '/check')
  const look = (await council.get(check)).body
  expect(look).toContain('Save the file: photo.png')
  expect(/id="expires-month"[^>]*value="(\w+)"/.exec(look)?.[1]).toBe('3')
  const sent = {
    met: 'yes',
    evidence: 'Certificate seen',
    'expires-day': '1',
    'expires-month': '3',
    'expires-year': '2027',
  }
  expect((await council.post(check, sent)).status).toBe(303)
  expect((await council.post(check, sent)).body).toContain('Somebody has looked at this document already')
  expect((await council.get(`/market/providers/${id(1)}`)).body).toContain('Documents it sent')
  expect((await mine.get('/market/my-service/documents')).body).toContain('Seen')

  const ask = { lotId: lot, supportBand: '1:4', unit: 'session', price: '50', reason: 'Wages' }
  const from = { 'from-day': '1', 'from-month': '12', 'from-year': '2026' }
  expect((await mine.post('/market/my-service/prices/new', { ...ask, ...from, price: '48' })).body).toContain(
    'This price is already in force',
  )
  expect((await mine.post('/market/my-service/prices/new', { ...ask, ...from })).status).toBe(303)
  expect((await mine.get('/market/my-service/prices')).body).toContain('Waits for the council')
  const answer = /\/market\/proposals\/[0-9a-f-]+/.exec((await council.get('/home')).body)?.[0] ?? ''
  expect((await council.get(answer)).body).toContain('the difference is £2 more a session')
  expect((await council.post(answer, { answer: 'declined', reason: 'Above others', ...from })).status).toBe(303)
  expect((await mine.get('/market/my-service/prices')).body).toContain('Above others')

  const papers = '/api/market/my-service/documents'
  const body = { kind: 'policies', words: 'Complaints', file: { name: 'x.pdf', base64: pdf.toString('base64') } }
  expect((await mine.api('POST', papers, body)).status).toBe(201)
  const noDay = await mine.api('POST', papers, { kind: 'insurance', words: 'Liability' })
  expect([noDay.status, noDay.body]).toEqual([400, expect.stringContaining('the day on which the insurance runs out')])
  expect((await mine.api('GET', papers)).json()).toHaveLength(2)
  const price = { ...ask, pricePence: 5_000, from: '2026-12-01' }
  const asked = (await mine.api('POST', '/api/market/my-service/prices', price)).json() as { proposalId: string }
  const agree = `/api/market/proposals/${asked.proposalId}/answer`
  expect((await council.api('POST', agree, { agreed: true, from: '2026-12-01', reason: 'Fair' })).status).toBe(201)
  const prices = (await mine.get('/market/my-service/prices')).body
  expect(prices).toContain('£50 a session')
  expect(prices).toContain('now £48, £50 from 1 Dec 2026')
  expect(prices).not.toContain('now £50')
  const higher = await mine.api('POST', '/api/market/my-service/prices', { ...price, pricePence: 5_500 })
  const { proposalId } = higher.json() as { proposalId: string }
  expect((await council.get(`/market/proposals/${proposalId}`)).body).toContain(
    'The price on that day is £50: the difference is £5 more a session.',
  )
  const said: string[] = []
  for (const _press of [1, 2]) {
    const { headers } = await mine.post(`/market/my-service/prices/${proposalId}/take-back`, {})
    said.push(decodeURIComponent(/daywell_done=([^.;]+)/.exec(`${headers['set-cookie']}`)?.[1] ?? ''))
  }
  expect(said).toEqual(['It is taken back', 'This is answered or taken back already'])
})

test('what a file is follows from its first bytes, and its name can do no harm', () => {
  expect([pdf, Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('MZ'), Buffer.from('%PD')].map(mediaTypeOf)).toEqual([
    'application/pdf',
    'image/jpeg',
    undefined,
    undefined,
  ])
  expect(['a/b/c.pdf', '..\\..\\x.png', '"; rm -rf', '...', 'Réf (1).pdf'].map(plainFileName)).toEqual([
    'c.pdf',
    'x.png',
    '__ rm -rf',
    'file',
    'Réf (1).pdf',
  ])
})
