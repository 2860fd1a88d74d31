import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { paths } from '../paths.ts'
import { keepPolicySwitches } from '../store.ts'

const date = (field: string, [d, m, y]: [string, string, string]) => ({
  [`${field}-day`]: d,
  [`${field}-month`]: m,
  [`${field}-year`]: y,
})
const citation = 'charging policy 2026, paragraph 4'
const switches = [
  { name: 'couplesThreshold', value: 330_00 },
  { name: 'transportJourney', value: 7_00 },
  { name: 'carersCharged', value: true },
  { name: 'arrangementFee', value: { feePence: 90_00, costPence: 90_00, each: 'once' } },
] as const
const told = {
  cause: 'first',
  ...date('on', ['22', '11', '2026']),
  pensionAge: 'no',
  household: 'couple',
  'income-universal_credit': '190',
  livingCosts: 'Lunch at the farm 12\nPottery clay 3.50',
  journeysAWeek: '4',
  partnerIncome: '165.20',
  partnerHousing: '2.40',
  partnerConsent: 'yes',
  asksToArrange: 'yes',
  chargeableCost: '200',
}
const rich = { ...told, savings: '40000' }

async function atWork({ switched = true, eachJourney = 7_00 } = {}) {
  const app = await testApp({ demo: true })
  const { personId, teamId } = await aPerson(app.db)
  if (switched) {
    const dated = switches.map((one) => ({
      ...one,
      value: one.name === 'transportJourney' ? eachJourney : one.value,
      from: day('2026-04-06'),
      until: undefined,
      citation,
    })) as Parameters<typeof keepPolicySwitches>[1]
    await app.db.transaction(jobWho(), (tx) => keepPolicySwitches(tx, dated))
  }
  const herself = await app.as('person', { personId })
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  return { personId, herself, worker }
}

test('told by the person, shown to the officer, in the working and in the letter with its rule, and nothing lost by a change', async () => {
  const { personId, herself, worker } = await atWork()
  const sent = await herself.post(paths.money(personId), told)
  const at = sent.headers['location'] ?? ''
  expect(at, sent.body.slice(0, 3000)).toMatch(/submissions/)
  const shown = (await worker.get(at)).body
  for (const words of [
    '£165.20 a week comes in; £2.40 of the housing costs is theirs',
    'Lunch at the farm, £12 a week; Pottery clay, £3.50 a week',
    '4 a week',
    'The council is asked to arrange the support',
  ])
    expect(shown).toContain(words)
  for (const form of [await herself.get(paths.money(personId)), await worker.get(paths.assess(personId))])
    for (const kept of [
      'value="165.20"',
      'value="2.40"',
      'Lunch at the farm 12\nPottery clay 3.50',
      'name="journeysAWeek" type="text" value="4"',
      'value="190"',
    ])
      expect(form.body.replaceAll(/ (spellcheck|aria-describedby)="[^"]*"/g, '')).toContain(kept)

  const assessment = (await worker.post(paths.assess(personId), { ...told, way: 'full', reason: 'letters of both' }))
    .headers['location']
  const working = (await worker.get(assessment ?? '')).body
  for (const words of [
    'More so that both of you can live',
    citation,
    'Journeys, part of what the support costs',
    'Lunch at the farm',
    'No fee for arranging the support',
  ])
    expect(working).toContain(words)
  const decided = { ...date('from', ['23', '11', '2026']), reason: 'first assessment' }
  expect((await worker.post(assessment ?? '', decided)).status).toBe(303)
  const tell = (await worker.get(paths.tell(personId))).body
  const letter = (await worker.get(/href="([^"]+\/letters\/[^"]+)"/.exec(tell)?.[1] ?? '')).body
  for (const words of [
    'You pay apart, outside this sum: Lunch at the farm: £12 a week; Pottery clay: £3.50 a week.',
    'Care Act 2014, section 14(1)',
    citation,
  ])
    expect(letter).toContain(words)
})

test('over the limit and on asking, the fee stands apart with its rule; a carer’s own support says so', async () => {
  const { personId, worker } = await atWork()
  const made = async (form: Record<string, string>) =>
    (
      await worker.get(
        (await worker.post(paths.assess(personId), { ...form, way: 'full', reason: 'seen' })).headers['location'] ?? '',
      )
    ).body
  expect(await made(rich)).toContain('SI 2014/2672, reg 5')
  const carer = await made({ ...told, forCarer: 'yes' })
  for (const words of ['Support for you as a carer', 'ss.14(1) and 20', 's.14(3)']) expect(carer).toContain(words)
  const free = await made({ ...told, freeBecause: 'section_117' })
  expect(free).toContain('Mental Health Act 1983, s.117')
})

test('each fault is said once in a sentence, on both forms, and what was typed stays', async () => {
  const { personId, herself, worker } = await atWork()
  const { partnerIncome: _, ...odd } = { ...told, journeysAWeek: '200', livingCosts: 'Lunch' }
  for (const page of [
    await herself.post(paths.money(personId), odd),
    await worker.post(paths.assess(personId), { ...odd, way: 'full', reason: 'seen' }),
  ]) {
    expect(page.status).toBe(400)
    for (const words of [
      'The number of journeys a week must be a whole number from 0 to 100',
      'Line 1 must be what it is and its weekly cost',
      'value="200"',
      '>Lunch</textarea>',
      'href="#journeysAWeek"',
    ])
      expect(page.body).toContain(words)
  }
  const half = { ...odd, journeysAWeek: '4', livingCosts: '' }
  expect((await herself.post(paths.money(personId), half)).body).toContain(
    'Enter what comes in for the partner, or 0 if nothing does',
  )
  const huge = { ...told, partnerIncome: '99999999999' }
  expect((await herself.post(paths.money(personId), huge)).body).toContain('must be below £100 million')
  const meals = Array.from({ length: 21 }, (_, at) => `Meal ${at} 1`).join('\n')
  expect((await herself.post(paths.money(personId), { ...told, livingCosts: meals })).body).toContain(
    'Enter 20 costs or fewer',
  )
  const { partnerConsent: _agrees, ...silent } = told
  for (const page of [
    await herself.post(paths.money(personId), silent),
    await worker.post(paths.assess(personId), { ...silent, way: 'full', reason: 'seen' }),
  ]) {
    expect(page.status).toBe(409)
    expect(page.body).toContain('The partner has not agreed that their own money is used')
    expect(page.body).toContain('href="#partnerConsent"')
  }
  expect((await herself.post(paths.money(personId), { ...told, household: 'single' })).body).toContain(
    'the household is not a couple',
  )
})

test('what only some councils look at is not asked where this one does not, unless it was told', async () => {
  const { personId, herself } = await atWork({ switched: false })
  const first = (await herself.get(paths.money(personId))).body
  for (const box of ['partnerIncome', 'journeysAWeek', 'asksToArrange', 'homeWorth'])
    expect(first).not.toContain(`name="${box}"`)
  for (const box of ['livingCosts', 'forCarer', 'freeBecause']) expect(first).toContain(`name="${box}"`)
  await herself.post(paths.money(personId), { ...told, homeWorth: '150000' })
  const next = (await herself.get(paths.money(personId))).body
  for (const box of ['partnerIncome', 'journeysAWeek', 'asksToArrange', 'homeWorth'])
    expect(next).toContain(`name="${box}"`)
})

test('journeys are not asked where a journey costs nothing, since their number would change nothing', async () => {
  const { personId, herself } = await atWork({ eachJourney: 0 })
  const page = (await herself.get(paths.money(personId))).body
  expect(page).not.toContain('name="journeysAWeek"')
  expect(page).toContain('name="partnerIncome"')
})
