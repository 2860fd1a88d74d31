import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { changeTalk, createPerson } from '../store.ts'

const nell = { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-14') }

async function laid() {
  const app = await testApp()
  const [teamId, kept, old] = [newId(), newId(), newId()]
  await app.db.transaction(jobWho(), async (tx) => {
    await tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, 'Crewe', 'Crewe')`)
    await createPerson(tx, { ...nell, id: kept, teamId, localId: 'P1', nhsNumber: '9434765919' })
    await createPerson(tx, { ...nell, id: old, familyName: 'Ashwroth', teamId, localId: 'P2' })
  })
  return {
    app,
    kept,
    old,
    manager: await app.as('team_manager', { teamIds: [teamId], name: 'Mary Lunt' }),
    worker: await app.as('practitioner', { teamIds: [teamId], name: 'Dev Patel' }),
  }
}

test('a manager finds the second record, reads what must end first, merges, and reads where the old one went', async () => {
  const { app, kept, old, manager, worker } = await laid()
  expect((await manager.get('/people')).body).toContain('href="/people/alike"')
  expect((await worker.get('/people')).body).not.toContain('href="/people/alike"')
  expect((await worker.get('/people/alike')).status).toBe(403)
  const list = (await manager.get('/people/alike')).body
  expect(list).toContain('1 pair of records')
  expect(list).toMatch(/href="\/people\/[\w-]+\/people\/same\/[\w-]+"/)
  expect((await worker.get(`/people/${kept}/people`)).body).toContain('Is there another record of this person?')
  const same = `/people/${kept}/people/same`
  expect((await worker.get(same)).body).toContain('same date of birth and a close name')
  expect((await worker.get(`${same}?q=14+3+1994`)).body).toContain('Nell Ashwroth')
  const page = `${same}/${old}`
  expect((await worker.get(page)).body).toMatch(
    />First: Nell Ashworth<[\s\S]*>Born<br>[\s\S]*14 Mar 1994[\s\S]*14 Mar 1994[\s\S]*943 476 5919[\s\S]*A manager of the person’s team merges/,
  )
  expect((await worker.post(page, { goesOn: kept, reason: 'x', sure: 'yes' })).status).toBe(403)

  await app.db.transaction(jobWho(), (tx) =>
    tx.query(sql`
      insert into needs.contact (person_id, received_on, route, recorded_by) values (${old}, '2026-11-20', 'community', ${newId()})`),
  )
  const form = { goesOn: kept, reason: 'Her sister confirmed it', sure: 'yes' }
  expect((await manager.get(page)).body).toMatch(
    new RegExp(
      `ends \\(Nell Ashwroth\\)[\\s\\S]*must be ended first[\\s\\S]*href="/people/${old}/needs">1 contact that runs, since 20`,
    ),
  )
  const unsure = await manager.post(page, { goesOn: '', reason: '' })
  expect(unsure.status).toBe(400)
  expect(unsure.body).toMatch(/Choose which record goes on[\s\S]*Enter how you know[\s\S]*Tick the box/)
  const runs = await manager.post(page, form)
  expect(runs.status).toBe(409)
  expect(runs.body).toContain('Something still runs on the record that would end')
  await app.db.transaction(jobWho(), (tx) =>
    tx.query(sql`
      update needs.contact set closed_on = '2026-11-21', outcome = 'advice', closed_by = ${newId()} where person_id = ${old}`),
  )
  expect((await manager.post(page, form)).headers['location']).toBe(`/people/${kept}/people`)
  expect((await worker.get(`/people/${kept}/people`)).body).toMatch(
    /Also recorded as <a[^>]*>Nell Ashwroth \(number P2\), until 22/,
  )

  for (const under of ['', '/people', '/needs', '/planning', '/people/address', '/finance/my-week']) {
    const left = await worker.get(`/people/${old}${under}`)
    expect([left.status, left.headers['location']], under).toEqual([303, `/people/${old}/merged`])
  }
  const sent = await worker.post(`/people/${old}/needs/contacts/new`, {})
  expect([sent.status, sent.headers['location']]).toEqual([303, `/people/${old}/merged`])
  const merged = (await worker.get(`/people/${old}/merged`)).body
  expect(merged).toMatch(/This record was merged[\s\S]*Mary Lunt merged them on[\s\S]*Her sister confirmed it/)
  expect(merged).toContain(`href="/people/${kept}"`)
  expect(merged).not.toContain('Take the merge back')
  expect((await worker.get(`/people/${old}/merged/history`)).body).toMatch(/Contact<\/td><td[^>]*>Advice<\/td>/)
  expect((await manager.get(`/people/${old}/looks`)).status).toBe(200)
  for (const q of ['ashwroth', 'P2'])
    expect((await worker.get(`/people?q=${q}`)).body, q).toMatch(/1 to 1 of 1[\s\S]*Also recorded as Nell Ashwroth, P2/)
  expect((await manager.get('/people/alike')).body).toContain('No two records look alike')
})

test('a manager takes a merge back with a reason; the record opens again', async () => {
  const { kept, old, manager, worker } = await laid()
  await manager.post(`/people/${kept}/people/same/${old}`, { goesOn: kept, reason: 'sure', sure: 'yes' })
  const takeBack = `/people/${old}/merged/take-back`
  expect((await worker.post(takeBack, { reason: 'twins', sure: 'yes' })).status).toBe(403)
  const unsure = await manager.post(takeBack, {})
  expect(unsure.status).toBe(400)
  expect(unsure.body).toContain('Enter why it is taken back')
  expect((await manager.post(takeBack, { reason: 'twins', sure: 'yes' })).headers['location']).toBe(
    `/people/${old}/people`,
  )
  expect((await worker.get(`/people/${old}/people`)).body).toContain('Ashwroth')
  const gone = await worker.get(`/people/${old}/merged`)
  expect([gone.status, gone.headers['location']]).toEqual([303, `/people/${old}`])
  expect((await manager.post(takeBack, { reason: 'twins', sure: 'yes' })).status).toBe(303)
})

test('two people are told apart with a reason, and the pair does not come back', async () => {
  const { kept, old, manager } = await laid()
  const page = `/people/${kept}/people/same/${old}`
  expect((await manager.post(`${page}/apart`, {})).body).toContain('Enter how you know that they are two people')
  expect((await manager.post(`${page}/apart`, { whyApart: 'Cousins; I met both' })).status).toBe(303)
  expect((await manager.get(`/people/${kept}/people/same`)).body).toMatch(
    /No other record looks like this person[\s\S]*Said to be somebody else[\s\S]*Cousins; I met both \(Mary Lunt/,
  )
  expect((await manager.post(`${page}/apart`, { whyApart: 'again' })).body).toContain('Somebody has said already')
})

test('a record that the reader may not change is not found beside another, and none beside itself', async () => {
  const { app, kept, old, manager } = await laid()
  const elsewhere = await app.as('team_manager', { teamIds: [] })
  expect((await elsewhere.get(`/people/${kept}/people/same/${old}`)).status).toBe(404)
  expect((await manager.get(`/people/${kept}/people/same/${kept}`)).status).toBe(404)
  expect((await manager.get(`/people/${kept}/people/same/${newId()}`)).status).toBe(404)
})

test('the API says what stands, merges, refuses what is new on the merged record, and takes it back', async () => {
  const { kept, old, manager, worker } = await laid()
  expect((await manager.api('GET', '/api/people/alike')).json()).toMatchObject({
    total: 1,
    pairs: [{ may_open_both: true }],
  })
  expect((await worker.api('GET', '/api/people/alike')).status).toBe(403)
  expect((await worker.api('GET', `/api/people/${old}/merge/${kept}`)).json()).toMatchObject({ may_be_merged: true })
  const body = { survivor_id: kept, reason: 'sure' }
  expect((await worker.api('POST', `/api/people/${old}/merge`, body)).status).toBe(403)
  expect((await manager.api('POST', `/api/people/${old}/merge`, body)).status).toBe(200)
  const contact = { receivedOn: '2026-11-22', route: 'community', whatWasAsked: 'Help' }
  expect((await worker.api('POST', `/api/needs/people/${old}/contacts`, contact)).json()).toMatchObject({
    code: 'DW158',
  })
  expect((await worker.api('GET', `/api/people/${old}`)).json()).toMatchObject({ merged_into: kept })
  expect((await worker.api('GET', `/api/people/${kept}`)).json()).toMatchObject({ merged_into: null })
  expect((await worker.api('GET', `/api/people/${old}/same`)).json()).toMatchObject({
    merged_into: { goes_on_as: kept, by: 'Mary Lunt' },
  })
  expect((await worker.api('GET', `/api/people/${kept}/same`)).json()).toMatchObject({
    merged_into_this: [{ merged_id: old, numbers: ['P2'] }],
  })
  expect(
    (await manager.api('POST', `/api/people/${old}/told-apart`, { other_id: kept, reason: 'x' })).json(),
  ).toMatchObject({
    code: 'DW158',
    title: expect.stringContaining('merged into another'),
  })
  expect((await worker.api('GET', '/api/people?q=P2')).json()).toMatchObject({
    total: 1,
    people: [{ person_id: kept, also_recorded_as: ['Nell Ashwroth, P2'] }],
  })
  expect((await manager.api('POST', `/api/people/${old}/merge/take-back`, { reason: 'twins' })).status).toBe(200)
  expect(
    (await manager.api('POST', `/api/people/${old}/told-apart`, { other_id: kept, reason: 'x' })).json(),
  ).toMatchObject({ code: 'told_apart_once' })
})

const needOf = async ({
  app,
  personId,
  need,
  how,
}: {
  app: Awaited<ReturnType<typeof testApp>>
  personId: string
  need: string
  how: string
}) =>
  app.db.transaction(jobWho(), (tx) =>
    changeTalk(tx, { personId, need, howToMeetIt: how, mayBeShared: true, from: day('2026-11-02') }),
  )

test('what the merged record says of how to talk is told with the one that goes on, and taken on there', async () => {
  const { app, kept, old, manager, worker } = await laid()
  await needOf({ app, personId: old, need: 'Makaton or other signs', how: 'Sign and say it' })
  await needOf({ app, personId: old, need: 'Easy Read', how: 'With pictures' })
  await needOf({ app, personId: kept, need: 'Easy Read', how: '18 point' })
  await manager.post(`/people/${kept}/people/same/${old}`, { goesOn: kept, reason: 'Same letter', sure: 'yes' })

  const record = (await worker.get(`/people/${kept}`)).body
  expect(record).toMatch(
    /How to talk with Nell[\s\S]*Easy Read\. 18 point[\s\S]*Makaton or other signs\.<\/b> Sign and say it/,
  )
  expect(record).toMatch(/Said on the record of <a[^>]*>Nell Ashwroth<\/a>, which was merged into this one/)
  expect(record).toMatch(/dw-tags[\s\S]*Easy Read; Makaton or other signs/)
  expect(record).toMatch(new RegExp(`Also recorded as <a[^>]*href="/people/${old}/merged">Nell Ashwroth`))
  const details = (await worker.get(`/people/${kept}/people`)).body
  expect(details).toMatch(/Makaton or other signs\.<\/b> Sign and say it/)
  const takeOn = [...details.matchAll(/href="([^"]*take-on[^"]*)"/g)].map(([, href]) => href ?? '')
  expect(takeOn).toHaveLength(2)

  const [easy, signs] = takeOn as [string, string]
  expect((await worker.get(easy)).body).toMatch(/This record says now: 18 point[\s\S]*18 point\nWith pictures/)
  expect((await worker.post(easy, { holds: 'yes', howToMeetIt: '', mayBeShared: 'yes' })).body).toContain(
    'Enter what exactly we do',
  )
  await worker.post(easy, { holds: 'yes', howToMeetIt: '18 point, with pictures', mayBeShared: 'yes' })
  await worker.post(signs, { holds: 'yes', howToMeetIt: 'Sign and say it', mayBeShared: 'yes' })
  const after = (await worker.get(`/people/${kept}/people`)).body
  expect(after).toMatch(/Easy Read\.<\/b> 18 point, with pictures[\s\S]*Makaton or other signs\.<\/b> Sign and say it/)
  expect(after).not.toContain('Take it on')
  expect((await worker.post(signs, { holds: 'yes', howToMeetIt: 'x', mayBeShared: 'yes' })).status).toBe(303)
  expect((await worker.get(`/people/${kept}/people`)).body).not.toContain('</b> x ')
})

test('what no longer helps is set aside, and stands again on its own record when the merge is taken back', async () => {
  const { app, kept, old, manager, worker } = await laid()
  await needOf({ app, personId: old, need: 'Easy Read', how: 'With pictures' })
  await needOf({ app, personId: old, need: 'Braille', how: 'Letters' })
  await needOf({ app, personId: kept, need: 'Easy Read', how: '18 point' })
  await manager.post(`/people/${kept}/people/same/${old}`, { goesOn: kept, reason: 'Same letter', sure: 'yes' })
  const links = [...(await worker.get(`/people/${kept}/people`)).body.matchAll(/href="([^"]*take-on[^"]*)"/g)]
  for (const [, href] of links)
    expect((await worker.post(href ?? '', { holds: 'no', howToMeetIt: 'changed', mayBeShared: 'yes' })).status).toBe(
      303,
    )
  const set = (await worker.get(`/people/${kept}/people`)).body
  expect(set).toMatch(/Easy Read\.<\/b> 18 point/)
  expect(set).not.toMatch(/With pictures|Braille|Take it on/)
  await manager.post(`/people/${old}/merged/take-back`, { reason: 'twins', sure: 'yes' })
  expect((await worker.get(`/people/${old}/people`)).body).toMatch(/Braille\.<\/b> Letters[\s\S]*With pictures/)
})

test('nobody reads how to talk through a merge who may not read it on the record that goes on', async () => {
  const { app, kept, old, manager } = await laid()
  await needOf({ app, personId: old, need: 'Braille', how: 'Letters' })
  await manager.post(`/people/${kept}/people/same/${old}`, { goesOn: kept, reason: 'Same letter', sure: 'yes' })
  for (const role of ['practitioner', 'finance', 'provider', 'commissioner', 'person'] as const) {
    const { who } = {
      who: { ...jobWho(), role, accountId: newId(), staffId: newId(), teamIds: [], personIds: [] } as never,
    }
    const found = await app.db.transaction(who, (tx) =>
      tx.query(sql`select id from people.talk_on_merged(${kept}::uuid)`),
    )
    expect(found, role).toEqual([])
  }
})

test('the history of the record that goes on tells of the merge, and of its taking back', async () => {
  const { kept, old, manager, worker } = await laid()
  await manager.post(`/people/${kept}/people/same/${old}`, { goesOn: kept, reason: 'Same letter', sure: 'yes' })
  const link = new RegExp(
    `href="/people/${old}/merged">Another record merged into this one: Nell Ashwroth[\\s\\S]*Same letter`,
  )
  expect((await worker.get(`/people/${kept}/history`)).body).toMatch(link)
  expect((await worker.get(`/people/${kept}`)).body).toMatch(link)
  await manager.post(`/people/${old}/merged/take-back`, { reason: 'twins', sure: 'yes' })
  expect((await worker.get(`/people/${kept}/history`)).body).toMatch(
    /Merge with the record of Nell Ashwroth taken back/,
  )
  expect((await worker.get(`/people/${old}/history`)).body).toMatch(/Merge with the record of Nell Ashworth taken back/)
})
