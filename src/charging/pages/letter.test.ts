import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { openDispute } from '../../../test/support/open-dispute.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { voiceOf } from '../../people/index.ts'
import { chargeLetter, type LetterAbout } from '../charge-letter.ts'
import { circumstances } from '../circumstances.ts'
import { paths } from '../paths.ts'
import {
  contributionsOf,
  decideContribution,
  decideProvisional,
  recordAssessment,
  recordNotice,
  takeOverContributions,
} from '../store.ts'
import { easyReadLetter } from './letter-easy-read.view.ts'

const about = {
  name: 'Nell Ashworth',
  council: { name: 'Test borough', phone: '01270 000000' },
  weekly: pence(40_00),
  provisional: false,
  from: day('2026-11-23'),
  before: undefined,
  firstDayCharged: day('2026-11-30'),
  decidedBy: 'Priya Shah',
  decidedOn: day('2026-11-22'),
  reason: 'first assessment',
  apart: [],
  disputed: [],
  comesBack: undefined,
}

test('a letter says how much at most, from when, who decided it and why, and what the person may do', () => {
  const { says, decided, rights, heading } = chargeLetter(about)
  expect(heading).toBe('What you pay for your support')
  expect(says[0]).toBe('You pay £40 a week for your support, from Monday 30 November 2026.')
  const { firstDayCharged: _, ...untold } = about
  expect(chargeLetter({ ...untold, firstDayCharged: undefined }).says[0]).toContain('from Monday 23 November 2026')
  expect(decided).toContain('Priya Shah decided this for Test borough')
  for (const words of ['advocate', 'Ombudsman', 'no top limit', '01270 000000', 'you get it back'])
    expect(rights.join(' ')).toContain(words)
})
test('an “up to” says that it can only go down, and nothing to pay is said plainly', () => {
  expect(chargeLetter({ ...about, provisional: true }).says.join(' ')).toContain('can only go down')
  const nothing = chargeLetter({ ...about, weekly: pence(0) })
  expect(nothing.heading).toBe('You pay nothing for your support')
  const apart = [
    { words: 'Lunch', amount: pence(12_00), sign: '+' as const },
    { words: 'Fee for arranging the support, once', amount: pence(90_00), sign: '=' as const },
    { words: 'No fee for arranging the support', amount: pence(0), sign: 'not counted' as const },
  ]
  expect(chargeLetter({ ...about, apart }).says.at(-1)).toBe(
    'You pay apart, outside this sum: Lunch: £12 a week; Fee for arranging the support, once: £90.',
  )
  expect(nothing.says[0]).toBe('You pay nothing for your support from Monday 30 November 2026.')
})

test('the sum before stands beside the new one, and says whether it goes up; also in Easy Read', () => {
  const told = (weekly: number) => ({
    ...about,
    before: { weekly: pence(weekly), upTo: false, firstDayCharged: day('2026-04-06') },
  })
  expect(chargeLetter(told(20_00)).says[1]).toBe(
    'Before, we told you that you pay £20 a week. It goes up by £20 a week. Before Monday 30 November 2026 you pay no more than we told you before.',
  )
  expect(chargeLetter(told(50_00)).says[1]).toContain('It goes down by £10 a week.')
  expect(chargeLetter(told(40_00)).says[1]).toContain('It stays the same.')
  const easy = (weekly: number) =>
    easyReadLetter(told(weekly), [], { derived: false, voice: voiceOf('') }).blocks.flatMap(({ lines }) =>
      lines.map(({ words }) => words),
    )
  expect(easy(20_00)).toContain('The new sum is more.')
  expect(easy(0)).toContain('Before, I paid nothing.')
})

test('a lower charge says how much comes back and when, also in Easy Read; one that gives nothing back says nothing', () => {
  const comesBack = { amount: pence(36_00), weeks: 2, on: day('2026-11-25'), waiting: 1 }
  const says = chargeLetter({ ...about, comesBack }).says.join(' ')
  expect(says).toContain('£36 comes back to you, for 2 weeks since Monday 23 November 2026.')
  expect(says).toContain('It was taken off what you owe on Wednesday 25 November 2026.')
  expect(says).toContain('1 week since Monday 23 November 2026 is still being worked out again.')
  const nothing = { amount: pence(0), weeks: 0, on: undefined, waiting: 0 }
  expect(chargeLetter({ ...about, comesBack: nothing }).says).toEqual(chargeLetter(about).says)
  const easy = (given: Partial<LetterAbout>) =>
    easyReadLetter({ ...about, ...given }, [], { derived: false, voice: voiceOf('') }).blocks.flatMap(({ lines }) =>
      lines.map(({ words }) => words),
    )
  expect(easy({ comesBack })).toContain('I paid too much. £36 comes back to me.')
  expect(easy({})).toContain('I pay at most £40 each week.')
  expect(easy({ provisional: true })).toContain('The council still looks at my money. The sum can only go down.')
  expect(easy({ weekly: pence(0) })).toContain('I pay nothing for my support.')
  for (const words of easy({ comesBack, provisional: true }))
    expect(words.split(' ').length, words).toBeLessThanOrEqual(14)
})

test('Easy Read speaks in one voice, also of what was said against the charge and what came of it', () => {
  const open = openDispute
  const answered = { ...open, reason: 'You told us of it', decidedBy: 'Theo I Lunt', decidedOn: day('2026-11-30') }
  const week = { ...answered, outcome: 'week_wrong', weekStart: day('2026-11-16') } as const
  const cases = [
    open,
    { ...answered, outcome: 'taken_back' },
    { ...answered, outcome: 'taken_back', decidedBy: null },
    { ...answered, outcome: 'stands' },
    { ...answered, outcome: 'changed', newWeekly: pence(30_00), newFrom: day('2026-11-30') },
    { ...week, correction: 'mark' },
    {
      ...week,
      correction: 'refund',
      putRightOn: day('2026-12-01'),
      putRight: 'We saw your card',
      givenBack: pence(9_00),
    },
  ] as const
  const saysOf = (dispute: (typeof cases)[number], voice = voiceOf('')) =>
    easyReadLetter(about, [], { derived: false, voice, dispute })
      .blocks.find(({ id }) => id === 'e-who')
      ?.lines.map(({ words }) => words) ?? []
  for (const dispute of cases) {
    const mine = saysOf(dispute)
    const theirs = saysOf(dispute, voiceOf('Nell'))
    expect(mine.length).toBeGreaterThan(3)
    for (const words of mine) expect(words.replace(/‘.*’/, '')).not.toMatch(/\b([Yy]ou|[Yy]our|[Ww]e|us)\b/)
    for (const words of theirs)
      expect(words.replace(/‘.*’/, '').replace('Theo I Lunt', '')).not.toMatch(/\b(I|me|my|[Yy]ou|[Yy]our|[Ww]e|us)\b/)
  }
  expect(saysOf(cases[6])).toEqual(
    expect.arrayContaining(['£9 of that week comes back to me.', 'It is taken off what I owe.']),
  )
  expect(saysOf(cases[1], voiceOf('Nell'))).toContain('Theo I Lunt took it back for them.')
})

test('the letter of a charge taken over says that it is the sum from before, and promises no lines', () => {
  const { says, decided } = chargeLetter({ ...about, takenOver: true, reason: 'Old system' })
  expect(says[0]).toBe('You pay £40 a week for your support, from Monday 30 November 2026.')
  expect(says.join(' ')).toContain('It is the sum from before. We have not worked it out again yet')
  expect(says.join(' ')).not.toContain('every line')
  expect(decided).toBe(
    'Test borough took this sum over from its old system on Sunday 22 November 2026. Where it comes from: Old system',
  )
})

test('somebody whose charge was taken over reads so, on their page, in the letter and in Easy Read', async () => {
  const app = await testApp()
  const { personId, teamId, worker } = await aPerson(app.db)
  const old = {
    personId,
    weekly: pence(23_15),
    from: day('2026-11-16'),
    toldOn: day('2026-04-01'),
    reason: 'Old system',
  }
  await app.db.transaction(jobWho(), (tx) => takeOverContributions(tx, [old]))
  const herself = await app.as('person', { personId })
  const mine = (await herself.get(paths.charge(personId))).body
  for (const words of [
    '£23.15',
    'The council told me on Wednesday 1 April 2026.',
    'the council took it over from its old system. It has not worked it out again yet.',
  ])
    expect(mine).toContain(words)
  const [one] = await app.db.transaction(jobWho(), (tx) => contributionsOf(tx, personId))
  const easy = (await herself.get(paths.noticeEasyRead(personId, one?.contributionId ?? ''))).body
  expect(easy).toContain('It is the sum from before.')
  const letter = (await herself.get(paths.noticeLetter(personId, one?.contributionId ?? ''))).body
  expect(letter).toContain('22 November 2026')
  expect(letter).not.toContain('1 April 2026')
  expect(easy).not.toContain('decided it on')
  const staff = (await (await app.as('practitioner', { teamIds: [teamId] })).get(paths.charge(personId))).body
  expect(staff).toMatch(/1 Apr 2026[\s\S]*in the system before[\s\S]*The council/)
  const facts = circumstances.parse({
    on: '2026-11-22',
    born: '1994-03-14',
    reachedPensionCreditAge: false,
    household: 'single',
    income: [{ kind: 'universal_credit', weekly: 130_40 }],
  })
  await app.db.transaction(worker, async (tx) => {
    const made = await recordAssessment(tx, { personId, facts, demo: false, reason: 'letters seen' })
    if (!made.ok) throw new Error(JSON.stringify(made.refusals))
    const { assessmentId } = made.value
    await decideContribution(tx, { personId, assessmentId, from: day('2026-11-16'), reason: 'seen' })
  })
  const less = (await herself.get(paths.charge(personId))).body
  expect(less).toContain('£10')
  expect(less).toContain('Before, the council told me £23.15 a week, on Wednesday 1 April 2026.')
  expect(less).not.toContain('the sum from before')
})

test('staff print the letter, the person reads it once told; what is due again stands in a list', async () => {
  const app = await testApp()
  const { personId, teamId, worker } = await aPerson(app.db)
  const other = await aPerson(app.db, 'Sam')
  await app.db.transaction(jobWho(), (tx) =>
    takeOverContributions(tx, [
      { personId: other.personId, weekly: pence(23_15), from: day('2026-04-06'), reason: 'taken over' },
    ]),
  )
  const contributionId = await app.db.transaction(worker, (tx) =>
    decideProvisional(tx, { personId, upTo: pence(60_00), from: day('2026-11-22'), reason: 'letter awaited' }),
  )
  const at = paths.noticeLetter(personId, contributionId)
  const staff = await app.as('practitioner', { teamIds: [teamId] })
  const herself = await app.as('person', { personId })
  const upTo = (await staff.get(at)).body
  for (const words of ['up to £60 a week', 'Once it is worked out, you can see every line'])
    expect(upTo).toContain(words)
  expect((await herself.get(at)).status).toBe(404)
  await app.db.transaction(worker, (tx) =>
    recordNotice(tx, { contributionId, toldOn: day('2026-11-22'), firstDayCharged: day('2026-11-30'), how: 'letter' }),
  )
  expect((await herself.get(at)).body).toContain('from Monday 30 November 2026')
  expect((await (await app.as('person', { personId: other.personId })).get(at)).status).toBe(404)
  const pdf = await herself.get(paths.noticeLetterPdf(personId, contributionId))
  expect(pdf.status).toBe(200)
  expect(pdf.headers['content-type']).toBe('application/pdf')
  expect((await herself.get(at)).body).toContain('Easy Read')
  const easy = (await herself.get(paths.noticeEasyRead(personId, contributionId))).body
  expect(easy).toContain('I pay up to £60 each week.')
  expect(easy).toContain('I start to pay on 30 November 2026.')
  const easyPdf = await herself.get(paths.noticeEasyReadPdf(personId, contributionId))
  expect(easyPdf.headers['content-type']).toBe('application/pdf')

  const finance = await app.as('finance')
  const list = (await finance.get(paths.reviews())).body
  expect((await finance.get('/home')).body).toMatch(/charges? (is|are) due; the longest since/)
  for (const words of ['2 charges to look at again, 1 late', '230 days late', 'Taken over', 'Told “up to”'])
    expect(list).toContain(words)
  expect((await finance.get(`${paths.reviews()}?due=late`)).body).not.toContain('Nell Ashworth')
  expect((await finance.get(`${paths.reviews()}?q=nobody`)).body).toContain('No charge matches')
  expect((await staff.get(paths.reviews())).body).not.toContain('Sam Ashworth')
  expect((await (await app.as('broker')).get(paths.reviews())).status).toBe(403)
})
