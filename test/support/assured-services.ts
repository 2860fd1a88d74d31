import { day } from '../../src/core/calendar-date.ts'
import type { AssuranceRule, FindingAnswer } from '../../src/market/assurance.ts'
import { planVisit, signVisit, writeVisit } from '../../src/market/store.ts'
import { type Db, sql, type Tx } from '../../src/platform/db.ts'
import { NotAllowed, NotFound, Refused } from '../../src/platform/refused.ts'
import type { Who } from '../../src/platform/who.ts'
import { who } from './who.ts'

export const opportunityId = '00000000-0000-4000-8000-000000000001'
export const otherService = '00000000-0000-4000-8000-000000000002'
export const providerId = '00000000-0000-4000-8000-000000000011'
export const otherProvider = '00000000-0000-4000-8000-000000000012'
export const first = who('commissioner')
export const second = who('commissioner', { accountId: '22222222-2222-7222-8222-222222222222' })
export const provider = who('provider', { providerId, staffId: undefined as never })
export const stranger = who('provider', { providerId: otherProvider })
/** The rule of a council with two questions. */
export const rule: AssuranceRule = {
  visitMonths: 12,
  firstVisitMonths: 3,
  concernDays: 7,
  voiceMonths: 24,
  unhappyPercent: 34,
  unmetForNotGoodEnough: 3,
  safeguardingPhone: '01632 960000',
  outOfHoursPhone: '01632 960001',
  questions: [
    { key: 'safe', words: 'Are people safe?', essential: true },
    { key: 'choice', words: 'Do people choose?', essential: false },
  ],
  from: 'test',
}
export const service = { opportunityId, providerId }

/** Two services of two providers, for whom visits, concerns and voices are recorded in tests. */
export async function borough(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    for (const [opportunity, of, name] of [
      [opportunityId, providerId, 'Copper Kettle'],
      [otherService, otherProvider, 'Silver Spoon'],
    ] as const) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${of}, ${name})`)
      await tx.query(
        sql`insert into directory.opportunity (id, organisation_id, name) values (${opportunity}, ${of}, ${name})`,
      )
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${of}, ${of}, false, 'framework')`,
      )
    }
  })
}

export const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) =>
      error instanceof Refused
        ? error.code
        : error instanceof NotAllowed
          ? 'not allowed'
          : error instanceof NotFound
            ? 'not found'
            : error,
  )
export const finding = (question: string, answer: FindingAnswer) => ({
  question,
  answer,
  evidence: 'Seen on the day',
  document: null,
  documentOn: null,
})
export const seen = (safe: FindingAnswer, choice: FindingAnswer) => ({
  madeOn: day('2026-11-22'),
  peopleSpoken: 4,
  summary: 'People bake and laugh.',
  findings: [finding('safe', safe), finding('choice', choice)],
})

/** Ways to act as somebody, and to have a visit planned, written and signed. */
export function tools(db: Db) {
  const as = <T>(asker: Who, work: (tx: Tx) => Promise<T>) => db.transaction(asker, work)
  const plan = () =>
    as(first, (tx) =>
      planVisit(tx, {
        ...service,
        plannedOn: tx.today,
        announced: false,
        visitedBy: first.staffId ?? '',
        questions: rule.questions,
      }),
    )
  const signed = async (safe: FindingAnswer, choice: FindingAnswer) => {
    const visit = await plan()
    await as(first, (tx) => writeVisit(tx, visit, seen(safe, choice)))
    await as(second, (tx) => signVisit(tx, visit))
    return visit
  }
  return { as, plan, signed }
}
