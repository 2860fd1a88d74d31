import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { choiceField, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { type CareActOutcome, careActOutcomes } from '../assessed-items.ts'
import { type EligibilityFindings, type WayUnable, waysUnable } from '../eligibility.ts'
import { paths } from '../paths.ts'
import { needsSentences } from '../refusals.ts'
import { assessmentById, decideEligibility, eligibilityOf, personName } from '../store.ts'
import { confirmEligibilityView, eligibilityView } from './eligibility.view.ts'
import { needsRoles, ofAssessment } from './page-parts.ts'

const yesNo = ['yes', 'no'] as const
const way = z.enum(['', ...(Object.keys(waysUnable) as WayUnable[])]).catch('')
const form = z.object({
  impairment: choiceField('whether the needs come from an impairment or illness', yesNo),
  wellbeing: choiceField('whether there is a significant impact on well-being', yesNo),
  reason: textField('the reason for the decision', { most: 4000 }),
  confirmed: z.literal('yes').optional().catch(undefined),
  ...(Object.fromEntries(careActOutcomes.map((item) => [`way-${item}`, way])) as Record<
    `way-${CareActOutcome}`,
    typeof way
  >),
})

/** The decision on eligibility by whoever signs in: the three questions, a page to confirm, the record. */
export const eligibilityPages: StepPages = async (app) => {
  const policy = { roles: needsRoles, about: 'Decide whether needs are eligible' }
  const url = '/people/:personId/needs/assessments/:assessmentId/eligibility'
  const load = (request: FastifyRequest, personId: string, assessmentId: string) =>
    request.tx(async (tx) => ({
      assessment: await assessmentById(tx, personId, assessmentId),
      decision: await eligibilityOf(tx, personId, assessmentId),
      person: await personName(tx, personId),
    }))

  app.get(url, { config: { policy } }, async (request, reply) => {
    const { personId, assessmentId } = ofAssessment.parse(request.params)
    const shown = await load(request, personId, assessmentId)
    if (shown.decision !== undefined) return reply.redirect(paths.assessment(personId, assessmentId), 303)
    if (shown.assessment.completedOn === null)
      return reply.done(paths.assessment(personId, assessmentId), 'Complete the assessment first')
    return reply.page('needs/pages/eligibility.njk', eligibilityView(shown.assessment, shown.person))
  })

  app.post(url, { config: { policy } }, async (request, reply) => {
    const { personId, assessmentId } = ofAssessment.parse(request.params)
    const read = readForm(form, request.body)
    const findings = read.ok ? findingsOf(read.value) : undefined
    if (read.ok && findings !== undefined && read.value.confirmed === 'yes') {
      const done = await request.attempt((tx) => decideEligibility(tx, { personId, assessmentId, findings }))
      if (done.ok)
        return reply.done(paths.assessment(personId, assessmentId), 'The decision on eligibility is recorded')
      const shown = await load(request, personId, assessmentId)
      const code = done.refusals[0] ?? ''
      const faults = faultAt(
        read,
        'reason',
        needsSentences[code] ?? 'This cannot be decided as the records stand now. Look at the assessment again',
      )
      return reply.page(
        'needs/pages/eligibility.njk',
        { ...eligibilityView(shown.assessment, shown.person), ...faults },
        409,
      )
    }
    const shown = await load(request, personId, assessmentId)
    if (!read.ok || findings === undefined)
      return reply.page(
        'needs/pages/eligibility.njk',
        { ...eligibilityView(shown.assessment, shown.person), ...read },
        400,
      )
    if (request.body !== null && typeof request.body === 'object' && 'change' in request.body)
      return reply.page('needs/pages/eligibility.njk', {
        ...eligibilityView(shown.assessment, shown.person),
        typed: read.typed,
      })
    return reply.page(
      'needs/pages/confirm-eligibility.njk',
      confirmEligibilityView(shown.assessment, shown.person, findings, {
        typed: read.typed,
        decider: request.who.name,
      }),
    )
  })
}

function findingsOf(sent: z.output<typeof form>): EligibilityFindings {
  const ways = careActOutcomes.flatMap((item) => {
    const chosen = sent[`way-${item}`]
    return chosen === '' ? [] : [[item, chosen] as const]
  })
  return {
    fromImpairment: sent.impairment === 'yes',
    wellbeing: sent.wellbeing === 'yes',
    unable: Object.fromEntries(ways) as EligibilityFindings['unable'],
    reason: sent.reason,
  }
}
