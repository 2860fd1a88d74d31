import { z } from 'zod'
import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { dateField, dateTyped, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { nextMonday } from '../held-from.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { standingCharge } from '../standing-charge.ts'
import {
  assessmentOf,
  type Contribution,
  contributionOn,
  contributionsOf,
  decideContribution,
  noticesOf,
  personCharged,
} from '../store.ts'
import { changeWords, comingWords, weeklyWords } from './coming.view.ts'
import { comparedRows } from './compare.view.ts'
import { sumWords, workingTables } from './working.view.ts'

const decideForm = z.object({ from: dateField('the first day'), reason: textField('why', { most: 500 }) })
const template = 'charging/pages/decide.njk'

/** The working of one assessment, and the decision that makes it the contribution. */
export const decidePages: StepPages = async (app) => {
  const policy = {
    roles: ['practitioner', 'team_manager', 'finance'],
    about: 'See a financial assessment and decide it',
  } as const
  const url = '/people/:personId/charging/assessments/:assessmentId'
  type Params = { Params: { personId: string; assessmentId: string } }
  const shown = (request: { tx: import('fastify').FastifyRequest['tx']; params: Params['Params'] }) =>
    request.tx(async (tx) => {
      const { personId, assessmentId } = request.params
      const assessment = await assessmentOf(tx, personId, assessmentId)
      const person = await personCharged(tx, personId)
      const standing = standingCharge({
        contributions: await contributionsOf(tx, personId),
        notices: await noticesOf(tx, personId),
        today: tx.today,
      })
      const now = standing.stands ?? (await contributionOn(tx, personId, assessment.on))
      const before = now?.assessmentId ? await assessmentOf(tx, personId, now.assessmentId) : undefined
      const lower = now !== undefined && assessment.weekly < now.weekly && now.from <= assessment.on
      return {
        title: assessment.decided ? `The sum for ${person.name}` : `Decide what ${person.name} pays`,
        sum: sumWords(assessment.weekly),
        decided: assessment.decided,
        derived: assessment.usedDerivedAmount,
        seen: `For ${longDate(assessment.on)}, worked out by ${assessment.recordedBy} under rules ${assessment.rules}. Seen: ${assessment.reason}`,
        now:
          now === undefined
            ? ''
            : assessment.decided
              ? `${standsWords(now, tx.today)}.`
              : `${standsWords(now, tx.today)}${standing.told ? ', as they were told' : ', not told yet'}. ${changeWords(now.weekly, assessment.weekly)}${comingWords(standing)}`,
        compared: before === undefined || assessment.decided ? null : comparedRows(before.lines, assessment.lines),
        beforeWords: before === undefined ? '' : `The sum before was for ${longDate(before.on)}.`,
        lower,
        workings: workingTables(assessment.lines),
        action: paths.assessment(personId, assessmentId),
        again: paths.assess(personId),
        back: paths.charge(personId),
        typed: dateTyped('from', lower ? assessment.on : nextMonday(tx.today)),
      }
    })
  app.get<Params>(url, { config: { policy } }, async (request, reply) => reply.page(template, await shown(request)))
  app.post<Params>(url, { config: { policy } }, async (request, reply) => {
    const { personId, assessmentId } = request.params
    const read = readForm(decideForm, request.body)
    if (!read.ok) return reply.page(template, { ...(await shown(request)), ...read }, 400)
    const done = await request.attempt((tx) => decideContribution(tx, { personId, assessmentId, ...read.value }))
    if (done.ok)
      return reply.done(paths.tell(personId), 'Decided. Now tell the person: this sum is not charged before that')
    const [code = ''] = done.refusals
    const fault = faultAt(read, 'from-day', sentences[code] ?? 'This cannot be decided as the records stand')
    return reply.page(template, { ...(await shown(request)), ...fault }, 409)
  })
}

const standsWords = (now: Contribution, today: CalendarDate) =>
  `Until now: ${weeklyWords(now)}, ${now.from > today ? 'from' : 'since'} ${longDate(now.from)}`
