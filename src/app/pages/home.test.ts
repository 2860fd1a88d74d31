import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { jobWho } from '../../../test/support/who.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

test('an administrator of empty records reads what comes first, then what is missing', async () => {
  const app = await testApp()
  const admin = await app.as('administrator')
  const home = async () => (await admin.get('/home')).body
  expect(await home()).toMatch(/The council’s own data[\s\S]*npx daywell policy adopt[\s\S]*href="\/policy"/)

  await app.as('practitioner')
  const teamId = newId()
  await app.db.transaction(jobWho(), (tx) =>
    tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, 'Crewe', 'Crewe')`),
  )
  const adopted = await home()
  expect(adopted).not.toContain('npx daywell policy adopt')
  expect(adopted).toMatch(/People to bring in[\s\S]*href="\/import"/)
  expect(adopted).toMatch(/Staff in no team[\s\S]*Test practitioner[\s\S]*href="\/admin\/teams"/)
})
