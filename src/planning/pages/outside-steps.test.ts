import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { aReadyPerson } from '../../../test/support/planned-week.ts'
import { jobWho } from '../../../test/support/who.ts'
import { takeOverContributions } from '../../charging/store.ts'
import { addDays } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { paths as needsPaths } from '../../needs/paths.ts'
import { paths } from '../paths.ts'

test('urgent care and what was taken over stand in lists of their own, each with what brings it back into the steps', async () => {
  const app = await testApp()
  const [nell, sam] = [await aReadyPerson(app.db), await aReadyPerson(app.db, { name: 'Sam' })]
  const today = app.db.clock.today()
  const worker = await app.as('practitioner', { teamIds: [nell.teamId, sam.teamId] })
  const empty = (await worker.get(paths.outsideSteps())).body
  expect(empty).toContain('No urgent care stands now')
  expect(empty).toContain('Nothing was taken over')

  const boxes = (name: string, on: string) => {
    const [year = '', month = '', date = ''] = on.split('-')
    return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
  }
  const decided = await worker.post(needsPaths.urgent(nell.personId), {
    reason: 'Her mother went into hospital',
    weeklyCeilingPence: '300',
    ...boxes('assessBy', addDays(today, 10)),
    ...boxes('untilDate', addDays(today, 28)),
  })
  expect(decided.status).toBe(303)
  await app.db.transaction(jobWho(), (tx) =>
    takeOverContributions(tx, [{ personId: sam.personId, weekly: pence(41_20), from: today, reason: 'Cutover' }]),
  )
  const { body } = await worker.get(paths.outsideSteps())
  expect(body).toContain('1 urgent decision, not yet assessed first')
  expect(body).toContain('Her mother went into hospital')
  expect(body).toContain('£300')
  expect(body).toContain('None under it')
  expect(body).toContain('1 person, those without a review first')
  expect(body).toContain('£41.20 a week, old figure')
  expect(body).toContain(`/people/${sam.personId}/needs/reviews/new`)
  const stranger = await app.as('practitioner', { teamIds: [] })
  expect((await stranger.get(paths.outsideSteps())).body).toContain('No urgent care stands now')
  expect((await (await app.as('broker')).get(paths.outsideSteps())).status).toBe(403)
})
