import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { sql } from '../platform/db.ts'
import {
  adviceSearches,
  answersAddress,
  easier,
  matters,
  readAnswers,
  situations,
  times,
  unanswered,
} from './advice.ts'
import { adviceUse, recordAdviceUse } from './store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const codes = <Code extends string>(choices: Readonly<Record<Code, unknown>>) => Object.keys(choices) as Code[]
const anyAnswers = fc.record({
  matters: fc.constantFrom(...codes(matters)),
  place: fc.constantFrom('', 'Crewe', 'CW1'),
  time: fc.constantFrom(...codes(times)),
  easier: fc.subarray(codes(easier)),
  situation: fc.constantFrom(...codes(situations)),
})

test('what somebody needs there, and that it is free, is never let go; the first search is the whole wish', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const searches = adviceSearches(answers)
      expect(searches[0]).toMatchObject({ less: '', criteria: { days: [...times[answers.time].days] } })
      for (const { criteria } of searches) {
        expect(criteria.needs.toSorted()).toEqual(answers.easier.filter((code) => code !== 'free').toSorted())
        expect(criteria.cost).toBe(answers.easier.includes('free') ? 'free' : 'any')
        expect(criteria.place).toBe(answers.place)
      }
    }),
  )
})

test('answers come back from their address as they were, and nonsense is asked again', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const query = new URL(`https://x.test${answersAddress(answers, '/a')}`).searchParams
      const given = { ...Object.fromEntries(query), easier: query.getAll('easier') }
      expect(readAnswers(given)).toEqual(answers)
    }),
  )
  expect(unanswered(readAnswers({ matters: 'nonsense', time: ['any'], easier: 'x' }))).toBe('matters')
})

onBothDatabases('the use of the conversation', (open) => {
  test('is counted by whole months, and read by no stranger', async () => {
    const db = await open()
    const use = { matters: 'people', situation: 'ideas', optionsShown: 3 } as const
    await db.transaction(who('public'), (tx) => recordAdviceUse(tx, use))
    expect(await db.transaction(who('commissioner'), (tx) => adviceUse(tx))).toEqual([])
    await db.owner((tx) =>
      tx.query(sql`
        insert into directory.advice_use (used_on, matters, situation, options_shown)
        select date '2026-10-05', 'people', 'ideas', 3 from generate_series(1, 7) union all select '2025-10-31', 'out', 'ideas', 3`),
    )
    expect(await db.transaction(who('commissioner'), (tx) => adviceUse(tx))).toEqual([
      { matters: 'people', situation: 'ideas', times: 7 },
    ])
    for (const nobody of ['public', 'provider', 'practitioner'] as const)
      expect(await db.transaction(who(nobody), (tx) => adviceUse(tx)), nobody).toEqual([])
  })
})

test('anybody answers five questions without script, changes one, and has options, a person to ask and an assessment', async () => {
  const app = await testApp()
  await app.db.owner(async (tx) => {
    await tx.query(sql`insert into directory.organisation (id, name) values (${id(0)}, 'Kettle Kitchens')`)
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, summary, audience, free, access_features, said_weekdays) values
        (${id(1)}, ${id(0)}, 'Coffee and chat', 'Meet people', 'public', true, '{step_free}', '{2}'),
        (${id(2)}, ${id(0)}, 'Sunday lunch club', 'A social lunch', 'public', true, '{step_free}', '{7}'),
        (${id(3)}, ${id(0)}, 'Upstairs club', 'A social club', 'public', true, '{}', '{2}'),
        (${id(4)}, ${id(0)}, 'Club at a safe place', 'A social club', 'hidden', true, '{step_free}', '{2}'),
        (${id(5)}, ${id(0)}, 'Garden group', 'Grow things', 'public', true, '{step_free}', '{2}')`)
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, summary, audience, free, access_features, said_weekdays, needs_referral)
      values (${id(6)}, ${id(0)}, 'Day centre club', 'A social club', 'public', true, '{step_free}', '{7}', true)`)
  })
  const stranger = app.stranger()
  expect((await stranger.get('/')).body).toContain('href="/directory/advice"')
  expect((await stranger.get('/directory/advice')).body).toContain('We do not ask your name')
  const unsaid = await stranger.post('/directory/advice/matters', {})
  expect([unsaid.status, unsaid.body.includes('Choose what matters most to you')]).toEqual([400, true])
  const said = { matters: 'people', place: '', time: 'weekend', easier: ['step_free', 'free'], situation: 'harder' }
  const second = await stranger.post('/directory/advice/matters', { matters: 'people' })
  expect(second.headers['location']).toBe('/directory/advice/place?matters=people')
  expect((await stranger.get(String(second.headers['location']))).body).toMatch(
    /name="matters" value="people"[\s\S]*Where do you want/,
  )
  const last = await stranger.post('/directory/advice/situation', said)
  const page = (await stranger.get(String(last.headers['location']))).body
  expect(page).toMatch(
    /3 things you could try[\s\S]*Sunday lunch club[\s\S]*Coffee and chat[\s\S]*another time than you said[\s\S]*Garden group/,
  )
  expect(page).not.toMatch(/Upstairs club|safe place|Day centre/)
  expect(page).toMatch(
    /Talk to a person[\s\S]*Adult Social Care information and advice[\s\S]*needs assessment[\s\S]*Change/,
  )
  expect((await stranger.get('/directory/advice-options?matters=people')).status).toBe(303)
  const kept = await app.db.transaction(jobWho(), (tx) =>
    tx.query(sql`select used_on, matters, situation, options_shown from directory.advice_use order by id`),
  )
  expect(kept).toEqual([{ used_on: '2026-11-22', matters: 'people', situation: 'harder', options_shown: 3 }])
})

test('a commissioner reads how it was used, with counts under five hidden', async () => {
  const app = await testApp()
  await app.db.owner((tx) =>
    tx.query(sql`
      insert into directory.advice_use (used_on, matters, situation, options_shown)
      select date '2026-10-05', 'people', 'ideas', 3 from generate_series(1, 37) union all
      select date '2026-10-05', 'people', 'harder', 3 from generate_series(1, 3) union all
      select date '2026-10-05', 'moving', 'harder', 3 from generate_series(1, 61)`),
  )
  const page = (await (await app.as('commissioner')).get('/strategy/borough')).body
  const table = page.slice(page.indexOf('What matters most'))
  expect(table).toMatch(/Being with people[\s\S]*>c</)
  expect(table).not.toMatch(/>3</)
})
