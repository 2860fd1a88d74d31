import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { smallScenario, startingScenario } from '../../../test/support/scenarios.ts'
import type { Drivers } from '../scenario/ask-drivers.ts'
import { typedFrom } from '../scenario/change-scenario.ts'

const main = (body: string) => body.slice(body.indexOf('<main'))
const saved = (headers: Record<string, string>) =>
  (headers['location'] ?? '').replace(/^.*scenarios\//, '').slice(0, 36)

test('a scenario is tried, saved under a name, worked out, compared, asked about, and taken off the list', async () => {
  const app = await testApp({ today: '2026-11-22' })
  const dana = await app.as('commissioner', { name: 'Dana Marsh' })
  expect(main((await dana.get('/strategy/scenarios')).body)).toContain('No scenario is saved yet')

  const small = smallScenario()
  const kept = await dana.api('POST', '/api/strategy/scenarios', small)
  const { scenarioId: from } = kept.json() as { scenarioId: string }
  expect(main((await dana.get('/strategy/scenarios')).body)).toContain('/strategy/scenarios/try?from=a')
  const tried = await dana.get(`/strategy/scenarios/try?from=${from}&sharing.share=80`)
  expect(tried.status).toBe(200)
  expect(main(tried.body)).toContain('B is A with your changes.')
  for (const words of ['Chance of each target', 'What moves to carers', 'Who it falls on', 'Nothing changes'])
    expect(main(tried.body)).toContain(words)
  expect(main(tried.body)).not.toContain('not saved yet')
  // Enter in the name presses the first button of the form, where there is no script: the next page has a form of its own, in which Enter saves.
  const entered = await dana.get(`/strategy/scenarios/try?from=${from}&sharing.share=80&name=For+the+panel`)
  expect(main(entered.body)).toContain('It is worked out and not saved yet')
  expect(entered.body.split('id="name"')).toHaveLength(2)
  const own = /<form method="post" action="\/strategy\/scenarios\/save" id="keep-form"[\s\S]*?<\/form>/.exec(
    entered.body,
  )?.[0]
  for (const field of ['name="sharing.share" value="80"', `name="from" value="${from}"`, 'value="For the panel"'])
    expect(own).toContain(field)

  const wrong = await dana.get(`/strategy/scenarios/try?from=${from}&mix.lower.tier2=39&price.card=-1`)
  expect(wrong.status).toBe(400)
  expect(main(wrong.body)).toContain('must be 0 or more')
  const mixed = await dana.get(`/strategy/scenarios/try?from=${from}&mix.lower.tier2=39`)
  expect(main(mixed.body)).toContain(
    'The three tiers of people with lower needs must add to 100%. They add to 95%. Change one of the three.',
  )

  const form = { ...typedFrom(small), from, 'sharing.share': '80' }
  const nameless = await dana.post('/strategy/scenarios/save', { ...form, name: '', about: 'x' })
  expect(nameless.status).toBe(400)
  expect(main(nameless.body)).toContain('Enter a name for the scenario')
  const first = await dana.post('/strategy/scenarios/save', {
    ...form,
    name: 'More sharing',
    about: 'Asked by the panel',
  })
  expect(first.status).toBe(303)
  const again = await dana.post('/strategy/scenarios/save', { ...form, name: ' more SHARING ', about: 'x' })
  expect(main(again.body)).toContain('has this name already')
  const plain = await dana.post('/strategy/scenarios/save', {
    ...form,
    'sharing.share': '50',
    name: 'As printed',
    about: 'x',
  })

  const [sharing, printed] = [saved(first.headers), saved(plain.headers)]
  const waiting = await dana.get(`/strategy/scenarios/${sharing}`)
  expect(waiting.headers['refresh']).toBe('5')
  expect(main(waiting.body)).toContain('being worked out')
  const undriven = await dana.get(`/strategy/scenarios/${sharing}/drivers`)
  expect(main(undriven.body)).toContain('Work it out now')
  expect((await dana.get(`/strategy/scenarios/${sharing}/drivers/cashable.csv`)).status).toBe(404)
  expect((await dana.post(`/strategy/scenarios/${sharing}/drivers`, {})).status).toBe(303)
  // three answers, their drivers, and those of one that somebody asked for besides
  expect(await app.jobs.drain()).toBeGreaterThanOrEqual(7)
  const done = await dana.get(`/strategy/scenarios/${sharing}?beside=${printed}`)
  expect(main(done.body)).toContain('1,000 runs, with the same chances for each scenario')
  expect(main(done.body)).toContain('B: As printed')
  expect(main(done.body)).toContain('What they assume differently')
  // Each cell names its column, for the cards of a phone.
  expect(main(done.body)).toMatch(/<table role="table" class="govuk-table dw-stacked"><caption[^>]*>What it costs if/)
  expect(main(done.body)).toMatch(/<td role="cell" [^>]*data-l="Nothing changes">/)
  const apart = await dana.get(`/strategy/scenarios/${sharing}/differences.csv?beside=${printed}`)
  expect(apart.body.trim().split('\n')).toHaveLength(2)
  const csv = await dana.get(`/strategy/scenarios/${sharing}/targets.csv?beside=${printed}`)
  expect(csv.body).toContain('Out of the budget')
  expect((await dana.get(`/strategy/scenarios/${sharing}/nothing.csv`)).status).toBe(404)
  expect(main(done.body)).toContain('People in tier 2, personal and community, B')
  const fan = await dana.get(`/strategy/scenarios/${sharing}/fan-cost-A.csv`)
  expect(fan.body.trim().split('\n')).toHaveLength(1 + 3 * 2)
  expect(main((await dana.get(`/strategy/scenarios/${sharing}/assumptions`)).body)).toContain('Changed from 0.5 on')
  const assumed = main((await dana.get(`/strategy/scenarios/${sharing}/assumptions`)).body)
  // As people say them, and not as the file has them.
  expect(assumed).toContain('80%')
  expect(assumed).not.toMatch(/0 to 1<|pence/)
  const file = (await dana.get(`/strategy/scenarios/${sharing}/scenario.json`)).json() as { name: string }
  expect(file.name).toBe('More sharing')

  const drivers = main((await dana.get(`/strategy/scenarios/${sharing}/drivers`)).body)
  for (const words of ['If “', 'is at its low end', 'if nothing changes', 'What it would be worth to know more'])
    expect(drivers).toContain(words)
  expect(drivers).toContain('as if none had to do with another')
  // What is needed more is said in words, not by a sign.
  expect(drivers).not.toMatch(/−£|minus means|than now/)
  const carers = await dana.get(`/strategy/scenarios/${sharing}/drivers?of=carerHours`)
  expect(main(carers.body)).toContain('hours a week')
  const spreadsheet = await dana.get(`/strategy/scenarios/${sharing}/drivers/cashable.csv`)
  expect(spreadsheet.body.trim().split('\n')).toHaveLength(5)
  expect((await dana.get(`/strategy/scenarios/${sharing}/drivers/information.csv`)).body).toContain('Worth at most')
  const told = (await dana.api('GET', `/api/strategy/scenarios/${sharing}/drivers`)).json() as { drivers: Drivers }
  expect(told.drivers.measures.cashable.bars.map(({ key }) => key).sort()).toEqual(
    ['attendanceTimes.tier2', 'card.used', 'fixed.share', 'sharing.share'].sort(),
  )
  expect((await dana.api('POST', `/api/strategy/scenarios/${sharing}/drivers`, {})).status).toBe(202)
  expect(await app.jobs.drain()).toBe(0)

  const few = await dana.post(`/strategy/scenarios/${sharing}/run`, { draws: '1' })
  expect(main(few.body)).toContain('Runs must be a whole number from 2 to 100,000')
  const asked = await dana.post(`/strategy/scenarios/${sharing}/run`, { draws: '1,200' })
  const run = asked.headers['location'] ?? ''
  const begun = await dana.get(run)
  expect(begun.headers['refresh']).toBe('5')
  expect(main(begun.body)).toContain('Asked for by Dana Marsh')
  expect(main(begun.body)).toContain('0 of 1,200 runs are made (0%).')
  expect((await dana.post(`${run}/go-on`, {})).status).toBe(303)
  await app.jobs.drain()
  expect(main((await dana.get(run)).body)).toContain('All 1,200 runs are made.')
  expect((await dana.get(`${run}/targets.csv`)).body).toContain('Out of the budget')
  expect((await dana.post(`${run}/cancel`, {})).status).toBe(409)
  const other = await dana.api('POST', '/api/strategy/runs', { scenarioId: sharing, draws: 500 })
  const { runId } = other.json() as { runId: string }
  expect((await dana.api('POST', `/api/strategy/runs/${runId}/cancel`)).status).toBe(200)
  expect(main((await dana.get(`/strategy/scenarios/runs/${runId}`)).body)).toContain('Dana Marsh ended it')
  expect(main((await dana.get('/strategy/scenarios/runs')).body)).toContain('Ended early')

  const needed = await dana.get(
    `/strategy/scenarios/${sharing}/needed?key=attendanceTimes.tier2&target=0&measure=onPaper&chance=80`,
  )
  expect(main(needed.body)).toMatch(/It is already so|At most/)
  const never = await dana.get(
    `/strategy/scenarios/${sharing}/needed?key=card.used&target=3&measure=cashable&chance=99`,
  )
  expect(main(never.body)).toContain('Not by itself')
  const unasked = await dana.get(`/strategy/scenarios/${sharing}/needed?key=nothing&target=9&measure=x&chance=0`)
  expect(unasked.status).toBe(400)
  expect(main(unasked.body)).toContain('Runs in 100 must be a whole number from 1 to 99')

  expect((await dana.post(`/strategy/scenarios/${printed}/end`, { why: '' })).status).toBe(400)
  await dana.post(`/strategy/scenarios/${printed}/end`, { why: 'Tried only' })
  const late = await dana.post(`/strategy/scenarios/${printed}/run`, { draws: '500' })
  expect([late.status, main(late.body).includes('was taken off the list')]).toEqual([400, true])
  expect(main((await dana.get('/strategy/scenarios')).body)).not.toContain('As printed')
  const off = main((await dana.get('/strategy/scenarios?state=off&words=printed')).body)
  for (const words of ['1 scenario.', 'As printed', 'Off the list since', 'Tried only']) expect(off).toContain(words)
  expect(main((await dana.get('/strategy/scenarios?words=dana+marsh&state=listed')).body)).toContain('More sharing')
  expect(main((await dana.get('/strategy/scenarios?words=nobody')).body)).toContain('No saved scenario fits.')
  const listed = (await dana.api('GET', '/api/strategy/scenarios?state=all')).json() as { all: number }
  expect(listed.all).toBeGreaterThan(1)
  expect(main((await dana.get(`/strategy/scenarios/${printed}`)).body)).toContain('Tried only')

  const sam = await app.as('team_manager')
  expect(main((await sam.get(`/strategy/scenarios/${sharing}`)).body)).not.toContain('Take it off the list')
  expect((await sam.post('/strategy/scenarios/save', { ...form, name: 'x', about: 'x' })).status).toBe(403)
  const tooMany = await dana.api('POST', '/api/strategy/scenarios', { ...startingScenario(), people: [] })
  expect(tooMany.status).toBe(400)
  expect(tooMany.body).toContain('There is nobody')
})
