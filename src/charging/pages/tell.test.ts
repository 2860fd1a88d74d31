import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { paths } from '../paths.ts'
import { decideProvisional } from '../store.ts'

const date = (field: string, on: string) => {
  const [year, month, date] = on.split('-')
  return { [`${field}-day`]: date, [`${field}-month`]: month, [`${field}-year`]: year }
}

/** Nell may have to pay up to £40 a week from Monday 23 November 2026; it is Sunday 22 November, and nobody told her. */
async function untold() {
  const app = await testApp({ today: '2026-11-22' })
  const { personId, teamId, worker } = await aPerson(app.db)
  const contributionId = await app.db.transaction(worker, (tx) =>
    decideProvisional(tx, { personId, upTo: pence(40_00), from: day('2026-11-23'), reason: 'A letter is to come' }),
  )
  const visitor = await app.as('practitioner', { teamIds: [teamId] })
  return { app, personId, contributionId, visitor }
}

test('the words to tell, and the letter, name the first day that was entered; one before the sum holds changes nothing', async () => {
  const { personId, contributionId, visitor } = await untold()
  const at = paths.tell(personId)
  expect((await visitor.get(at)).body).toContain('for your support, from Monday 23 November 2026.')
  const sent = { contributionId, how: 'letter', ...date('toldOn', '2026-11-22') }
  const shown = await visitor.post(at, { ...sent, ...date('firstDay', '2026-12-07'), show: 'words' })
  expect(shown.status).toBe(200)
  expect(shown.body).toContain('for your support, from Monday 7 December 2026.')
  expect(shown.body).toContain('id="firstDay-month" name="firstDay-month" type="text" value="12"')
  const letter = /href="([^"]*\/letters\/[^"]*)"/.exec(shown.body)?.[1] ?? ''
  expect(letter).toBe(`${paths.noticeLetter(personId, contributionId)}?firstDay=2026-12-07`)
  const printed = (await visitor.get(letter)).body
  expect(printed).toContain('from Monday 7 December 2026.')
  for (const way of ['/pdf', '/easy-read']) expect(printed).toContain(`${way}?firstDay=2026-12-07`)
  expect((await visitor.get(letter.replace('?', '/pdf?'))).status).toBe(200)
  const early = await visitor.post(at, { ...sent, ...date('firstDay', '2026-11-20'), show: 'words' })
  expect(early.body).toContain('for your support, from Monday 23 November 2026.')
  const none = await visitor.post(at, { ...sent, ...date('firstDay', '2026-02-30'), show: 'words' })
  expect(none.status).toBe(400)
})

test('a form that comes back with a fault keeps the words for the day that was entered', async () => {
  const { personId, contributionId, visitor } = await untold()
  const sent = { contributionId, ...date('toldOn', '2026-11-22'), ...date('firstDay', '2026-12-07') }
  const back = await visitor.post(paths.tell(personId), sent)
  expect(back.status).toBe(400)
  expect(back.body).toContain('for your support, from Monday 7 December 2026.')
})

test('the person reads the letter as it was told, whatever day stands in the address', async () => {
  const { app, personId, contributionId, visitor } = await untold()
  const sent = { contributionId, how: 'letter', ...date('toldOn', '2026-11-22'), ...date('firstDay', '2026-12-07') }
  expect((await visitor.post(paths.tell(personId), sent)).status).toBe(303)
  const nell = await app.as('person', { personId })
  const letter = (await nell.get(`${paths.noticeLetter(personId, contributionId)}?firstDay=2026-12-21`)).body
  expect(letter).toContain('from Monday 7 December 2026.')
})
