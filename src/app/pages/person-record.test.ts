import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { anAgreedTerm, aReadyPerson, aSession } from '../../../test/support/planned-week.ts'
import { communicationNeeds } from '../../people/communication-needs.ts'

test('the record shows its team how to talk and the week; what no database keeps is left out of what is typed', async () => {
  const app = await testApp()
  const nell = await aReadyPerson(app.db)
  await anAgreedTerm(app.db, nell, await aSession(app.db))
  const record = `/people/${nell.personId}`
  const worker = await app.as('practitioner', { teamIds: [nell.teamId], name: 'Zac' })
  const [need = ''] = communicationNeeds
  const saved = await worker.post(`${record}/people/talk`, {
    need,
    howToMeetIt: 'Give me\u0000 time',
    mayBeShared: 'yes',
  })
  expect(saved.status).toBe(303)
  const { body } = await worker.get(record)
  expect(body).toContain('Give me time')
  expect(body).toContain('Woodwork')
  expect(body).toContain('a week')
  expect((await (await app.as('broker')).get(record)).body).not.toContain('Give me time')
})
