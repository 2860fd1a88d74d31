import { describe, expect, test } from 'vitest'
import { type TestApp, testApp, type Visitor } from '../../../test/support/app.ts'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { readPdf } from '../../../test/support/read-pdf.ts'
import { jobWho } from '../../../test/support/who.ts'
import { addAuthority } from '../../people/store.ts'
import { sql } from '../../platform/db.ts'
import { paths } from '../paths.ts'

async function atWork(demo = false): Promise<{ app: TestApp; worker: Visitor; personId: string; teamId: string }> {
  const app = await testApp({ demo })
  const { personId, teamId } = await aPerson(app.db)
  return { app, worker: await app.as('practitioner', { teamIds: [teamId] }), personId, teamId }
}

const single = {
  'on-day': '22',
  'on-month': '11',
  'on-year': '2026',
  way: 'full',
  pensionAge: 'no',
  household: 'single',
  'income-universal_credit': '150',
  'income-pip_daily_living_standard': '76.70',
  'income-mobility': '30.30',
  disabilityCosts: 'Alarm 5.20\nExtra washing 4.10',
  councilTax: '18.40',
  councilTaxMet: '8',
  reason: 'UC letter of 3 November',
}
const date = (field: string, [d, m, y]: [string, string, string]) => ({
  [`${field}-day`]: d,
  [`${field}-month`]: m,
  [`${field}-year`]: y,
})

/** 150 + 76.70 − 10.40 − 9.30 − 120.40 */
const charge = '£86.60'

async function assessed(
  worker: Visitor,
  personId: string,
  form: Record<string, string | string[]> = single,
): Promise<string> {
  const sent = await worker.post(paths.assess(personId), form)
  expect(sent.status, sent.body.slice(0, 3000)).toBe(303)
  return sent.headers['location'] ?? ''
}

describe('from the form to what the person is told', () => {
  test('worked out, decided, told: and the person reads it in their own words', async () => {
    const { app, worker, personId } = await atWork()
    expect((await worker.get(paths.charge(personId))).body).toContain('No charge yet')
    expect((await worker.get(paths.letter(personId))).status).toBe(404)
    const assessment = await assessed(worker, personId)
    const shown = (await worker.get(assessment)).body
    for (const words of [
      charge,
      'Extra washing',
      'reg 7(2)(b)',
      'not in the instrument',
      'There is no top limit',
      'Mobility part of PIP or DLA',
    ])
      expect(shown).toContain(words)
    const decided = await worker.post(assessment, { ...date('from', ['23', '11', '2026']), reason: 'first assessment' })
    expect(decided.headers['location']).toBe(paths.tell(personId))
    const tell = (await worker.get(paths.tell(personId))).body
    expect(tell).toContain('You pay £86.60 a week for your support')
    const contributionId = /name="contributionId" value="([^"]+)"/.exec(tell)?.[1] ?? ''
    const told = { contributionId, how: 'letter', ...date('toldOn', ['22', '11', '2026']) }
    const early = await worker.post(paths.tell(personId), { ...told, ...date('firstDay', ['21', '11', '2026']) })
    expect(early.status).toBe(409)
    expect(early.body).toContain('The first day charged must be the day the person was told, or later')
    await worker.post(paths.tell(personId), { ...told, ...date('firstDay', ['30', '11', '2026']) })
    expect((await worker.get(paths.charge(personId))).body).toContain('by letter')
    const nell = await app.as('person', { personId })
    const own = (await nell.get(paths.charge(personId))).body
    for (const words of [
      'What I pay',
      charge,
      'told me by letter on Sunday 22 November 2026',
      'I pay from Monday 30 November 2026',
    ])
      expect(own).toContain(words)
    const letter = await nell.get(paths.letter(personId))
    expect(letter.headers['content-disposition']).toBe('attachment; filename="what-i-pay.pdf"')
    const read = readPdf(letter.bytes)
    expect(read).toMatchObject({ title: 'What I pay', language: 'en-GB' })
    for (const words of [
      charge,
      'I pay from Monday 30 November 2026',
      'Extra washing',
      'Regulation 7(2)(b)',
      'Ombudsman',
    ])
      expect(read.text).toContain(words)
    expect((await nell.get(paths.assess(personId))).status).toBe(403)
  })

  test('a form with faults says each in a sentence and keeps what was typed', async () => {
    const { worker, personId } = await atWork()
    const sent = await worker.post(paths.assess(personId), {
      ...single,
      household: '',
      'income-state_pension': 'lots',
      disabilityCosts: 'Alarm',
      reason: '',
    })
    expect(sent.status).toBe(400)
    for (const words of [
      'Select who lives in the household',
      'State Pension must be an amount of money, like 52 or 52.50',
      'Line 1 must be what it is and its weekly cost',
      'Enter what you saw and who told you',
      'value="lots"',
      'value="76.70"',
      '>Alarm</textarea>',
    ])
      expect(sent.body).toContain(words)
    for (const id of ['household', 'income-state_pension', 'disabilityCosts', 'reason']) {
      expect(sent.body).toContain(`href="#${id}"`)
      expect(sent.body).toContain(`id="${id}"`)
    }
  })

  test('a figure nobody has seen stops the sum, by name; in a demo borough it goes on and says so', async () => {
    const form = { ...single, premiums: ['disability'] }
    const real = await atWork()
    const refused = await real.worker.post(paths.assess(real.personId), form)
    expect(refused.status).toBe(409)
    for (const words of [
      'Disability premium, single person (SI 2014/2672, reg 7(5)(a))',
      'worked out, not seen in the law',
      'Amounts set by law',
      'value="76.70"',
    ])
      expect(refused.body).toContain(words)
    const demo = await atWork(true)
    const at = await assessed(demo.worker, demo.personId, form)
    const shown = (await demo.worker.get(at)).body
    expect(shown).toContain('Derived, not yet checked against the circular')
    expect(shown).toContain('£35.05')
    const { app, worker, personId } = demo
    await worker.post(at, { ...date('from', ['23', '11', '2026']), reason: 'first assessment' })
    const tell = (await worker.get(paths.tell(personId))).body
    const contributionId = /name="contributionId" value="([^"]+)"/.exec(tell)?.[1] ?? ''
    const day = ['23', '11', '2026'] as [string, string, string]
    const told = { contributionId, how: 'letter', ...date('toldOn', ['22', '11', '2026']), ...date('firstDay', day) }
    expect((await worker.post(paths.tell(personId), told)).status).toBe(303)
    const nell = await app.as('person', { personId })
    for (const address of [paths.charge(personId), paths.noticeLetter(personId, contributionId)]) {
      const own = (await nell.get(address)).body
      expect(own).toContain('This is a made-up borough. Some amounts are examples and are marked *.')
      expect(own).toContain('Disability premium *')
      for (const words of ['erived', 'not yet checked', 'not in the instrument', 'reg 7'])
        expect(own).not.toContain(words)
      const sum = own.slice(own.indexOf('id="working"'), own.indexOf('Regulations and schedules'))
      expect(sum).not.toMatch(address === paths.charge(personId) ? /\b(you|your)\b/i : /\b(I|my)\b/)
    }
    const { personId: carer } = await aPerson(app.db)
    await app.db.transaction(jobWho(), (tx) =>
      addAuthority(tx, {
        personId,
        holderId: carer,
        ground: 'lasting_power_of_attorney',
        covers: ['money'],
        reason: 'seen',
      }),
    )
    const acting = await app.as('person', { personId: carer })
    const theirs = (await acting.get(paths.charge(personId))).body
    expect(theirs).toMatch(/<h1[^>]*>What \w+.* pays<\/h1>/)
    expect(theirs).toMatch(/never pays more than their support really cost/)
    const around = theirs.slice(0, theirs.indexOf('id="working"')) + theirs.slice(theirs.indexOf('id="money"'))
    for (const words of ['Where this page says', 'I pay', 'told me', 'If I think']) expect(around).not.toContain(words)
    expect((await acting.get(paths.dispute(personId))).body).toMatch(/<h1[^>]*>Say that .*’s charge is wrong/)
    expect((await acting.get(paths.noticeLetter(personId, contributionId))).body).not.toContain('Where this page says')
    expect((await nell.get(paths.charge(personId))).body).toContain('>What I pay</h1>')
    const wrong = await nell.get('/charging/amounts?on=2026-02-30')
    expect(wrong.status).toBe(400)
    expect(wrong.body).toContain('Enter a real day')
  })

  test('a full cost needs a price; a contradiction and a missing consent are said', async () => {
    const { worker, personId } = await atWork()
    const rich = await worker.post(paths.assess(personId), { ...single, savings: '30,000' })
    expect(rich.body).toContain('Enter what the support costs in a usual week.')
    const old = await worker.post(paths.assess(personId), { ...single, pensionAge: 'yes' })
    expect(old.body).toContain('does not fit the answer about Pension Credit age')
    const light = await worker.post(paths.assess(personId), { ...single, way: 'light_below' })
    expect(light.body).toContain('A light-touch assessment needs the person’s consent')
    expect(await assessed(worker, personId, { ...single, savings: '30,000', chargeableCost: '96' })).toContain(
      '/assessments/',
    )
  })

  test('who does not take part is asked for nothing: the day, the cost and what happened are enough', async () => {
    const { app, worker, personId } = await atWork()
    const day = { 'on-day': '22', 'on-month': '11', 'on-year': '2026' }
    const refused = { ...day, way: 'refused', reason: 'She would not say; asked twice' }
    const noCost = await worker.post(paths.assess(personId), refused)
    expect(noCost.body).toContain('Enter what the support costs in a usual week.')
    expect(noCost.body).not.toContain('Select who lives in the household')
    const at = await assessed(worker, personId, { ...refused, chargeableCost: '96' })
    expect((await worker.get(at)).body).toContain('No financial assessment could be made')
    const [kept] = await app.db.owner((tx) =>
      tx.query(sql`select household, basis, answers -> 'notTold' as "notTold" from charging.financial_assessment`),
    )
    const notTold = ['reachedPensionCreditAge', 'household']
    expect(kept).toEqual({ household: null, basis: 'refused', notTold })
    expect((await worker.post(paths.assess(personId), { ...single, household: '' })).status).toBe(400)
    expect((await worker.get(paths.assess(personId))).body).not.toContain('value="single" checked')
  })

  test('“up to” is told first and settles only downward', async () => {
    const { worker, personId } = await atWork()
    const up = await worker.post(paths.upTo(personId), {
      upTo: '60',
      ...date('from', ['23', '11', '2026']),
      reason: 'pension letter to come',
    })
    expect(up.headers['location']).toBe(paths.tell(personId))
    expect((await worker.get(paths.tell(personId))).body).toContain('You pay up to £60 a week')
    const twice = await worker.post(paths.upTo(personId), {
      upTo: '60',
      ...date('from', ['23', '11', '2026']),
      reason: 'again',
    })
    expect(twice.body).toContain('A contribution stands on that day or later already')
    const assessment = await assessed(worker, personId)
    await worker.post(assessment, { ...date('from', ['23', '11', '2026']), reason: 'letter came' })
    const history = (await worker.get(paths.charge(personId))).body
    expect(history).toContain('23 Nov 2026 to 23 Nov 2026')
    expect(history).toContain('24 Nov 2026 onwards')
  })

  test('free days are recorded with their ground', async () => {
    const { app, worker, personId } = await atWork()
    const days = { ...date('from', ['22', '11', '2026']), ...date('until', ['2', '1', '2027']) }
    const wrong = await worker.post(paths.freeDays(personId), {
      ...days,
      ...date('until', ['1', '11', '2026']),
      ground: 'reablement',
      reason: 'after hospital',
    })
    expect(wrong.body).toContain('The last free day must be the first free day, or later')
    await worker.post(paths.freeDays(personId), { ...days, ground: 'reablement', reason: 'after hospital' })
    expect((await worker.get(paths.charge(personId))).body).toContain(
      'Sunday 22 November 2026 to Saturday 2 January 2027',
    )
    const own = await (await app.as('person', { personId })).get(paths.charge(personId))
    expect(own.body).toContain('I pay nothing from Sunday 22 November 2026 to Saturday 2 January 2027')
  })
})

describe('who may see and do what', () => {
  test('another team, another person, a broker and a stranger are kept out', async () => {
    const { app, personId } = await atWork()
    const other = await aPerson(app.db, 'Sam')
    expect((await (await app.as('practitioner', { teamIds: [other.teamId] })).get(paths.charge(personId))).status).toBe(
      404,
    )
    expect((await (await app.as('person', { personId: other.personId })).get(paths.charge(personId))).status).toBe(404)
    expect((await (await app.as('broker')).get(paths.charge(personId))).status).toBe(403)
    expect((await app.stranger().get(paths.charge(personId))).status).toBe(303)
  })

  test('anybody reads the amounts; finance enters one, a second person checks it, and it counts', async () => {
    const { app } = await atWork()
    const page = await app.stranger().get('/charging/amounts?on=2026-11-22')
    expect(page.body).toContain('Decides nothing')
    expect(page.body).not.toContain('Enter a figure you have seen')
    const [one, other] = [await app.as('finance', { name: 'Asha' }), await app.as('finance', { name: 'Ben' })]
    const entry = {
      key: 'premium.carer',
      amount: '55.25',
      ...date('from', ['6', '4', '2026']),
      ...date('until', ['', '', '']),
      citation: 'the 2026 circular, annex A',
    }
    expect((await one.post('/charging/amounts', { ...entry, citation: '' })).body).toContain(
      'Enter where it stands in the law',
    )
    const april = '/charging/amounts?on=2027-04-12'
    expect((await one.get(april)).body).toContain(`action="${april}"`)
    expect(await one.post(april, entry)).toMatchObject({ status: 303, headers: { location: april } })
    const check =
      /action="(\/charging\/amounts\/[^"]+\/check)\?on=/.exec((await other.get('/charging/amounts')).body)?.[1] ?? ''
    expect((await one.get('/charging/amounts')).body).toContain('A second person must check it.')
    expect((await one.post(check, {})).status).toBe(409)
    expect((await other.post(check, {})).status).toBe(303)
    expect((await one.get('/charging/amounts')).body).toContain('Checked by Ben: it counts.')
  })
})
