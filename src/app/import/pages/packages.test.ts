import { expect, test } from 'vitest'
import { testApp } from '../../../../test/support/app.ts'
import { sendFile } from '../../../../test/support/send-file.ts'
import { jobWho } from '../../../../test/support/who.ts'
import { paths as deliveryPaths } from '../../../delivery/paths.ts'
import { paths } from '../../../planning/paths.ts'
import { openSession } from '../../../platform/accounts.ts'
import { sql } from '../../../platform/db.ts'
import { bringables } from '../kinds.ts'
import { templateCsv } from '../rejects.ts'

test('a running week that an administrator brings in stands in the list, the plan, the person’s plan and the register of its provider', async () => {
  const app = await testApp({ today: '2026-11-24' })
  await app.db.transaction(jobWho(), async (tx) => {
    await tx.query(sql`insert into people.team (name, local_area) values ('Crewe', 'Crewe')`)
    await tx.query(sql`insert into market.lot (name) values ('Support in the community')`)
  })
  const { accountId } = await app.as('administrator')
  const cookies = { daywell_session: await openSession(app.db, accountId) }
  const arrived: string[] = []
  for (const { kind } of bringables.filter(({ kind: { name } }) => !['prices', 'attendance'].includes(name))) {
    const content = templateCsv(kind)
    const sent = await sendFile(app.web, { page: `/import/${kind.name}`, cookies, name: `${kind.name}.csv`, content })
    const done = await app.web.inject({ method: 'GET', url: String(sent.answer.headers.location), cookies })
    if (/<b>1<\/b>[\s\S]*Added/.test(done.body)) arrived.push(kind.name)
  }
  expect(arrived).toEqual(['people', 'needs', 'providers', 'opportunities', 'sessions', 'packages', 'charges'])
  await app.jobs.drain()
  const { personId, providerId, teamId } = await app.db.transaction(jobWho(), (tx) =>
    tx.one<{ personId: string; providerId: string; teamId: string }>(sql`
      select p.person_id as "personId", p.provider_id as "providerId", t.id as "teamId" from brokerage.placement p cross join people.team t`),
  )
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  const list = (await worker.get(paths.outsideSteps())).body
  expect(list).toContain('1 person, those without a review first')
  for (const words of ['1 Mar 2027', '£23.15 a week, old figure']) expect(list).toContain(words)
  const plan = (await worker.get(paths.plan(personId))).body
  for (const words of ['None yet: taken over', '1 session was taken over from another system', 'Placed', '£42.50'])
    expect(plan).toContain(words)
  const person = await app.as('person', { personId })
  const mine = (await person.get(paths.mine(personId))).body
  for (const words of ['This is my week as it was before', 'Copper Kettle cooking group', 'Every Tuesday'])
    expect(mine).toContain(words)
  expect(mine).not.toContain('It was agreed with me')
  const own = (await person.get(`/people/${personId}`)).body
  for (const words of [
    'We wrote down what help I need.</',
    'My week goes on as it was before.',
    'What I pay goes on as it was before.',
  ])
    expect(own).toContain(words)
  expect(own).not.toContain('My plan was agreed')
  const record = (await worker.get(`/people/${personId}`)).body
  for (const words of ['Version 1 taken over from the system before', 'Pays £23.15 a week, taken over'])
    expect(record).toContain(words)
  const provider = await app.as('provider', { providerId })
  const register = (await provider.get(deliveryPaths.register('2026-11-24'))).body
  for (const words of ['1 person expected', 'Copper Kettle cooking group', 'Nellie A.'])
    expect(register).toContain(words)
})
