import { z } from 'zod'
import { versionField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { actor } from '../../platform/who.ts'
import { type AssessedItem, assessedItems, type Level } from '../assessed-items.ts'
import type { Levels } from '../carers-part.ts'
import { itemWords } from '../item-words.ts'
import { paths } from '../paths.ts'
import { needsSentences } from '../refusals.ts'
import { assessmentById, levelsLastSaved, personName, saveLevels } from '../store.ts'
import { clashOf, levelsView } from './levels.view.ts'
import { needsRoles, ofAssessment } from './page-parts.ts'

const level = z.enum(['0', '1', '2', '3', '4']).transform((text) => Number(text) as Level)
const sent = z.object({ seen: versionField(), go: z.enum(['on', 'later']).catch('on') })

/** The levels a form sent: those answered, and the items whose answer is no level. */
function levelsSent(body: Record<string, unknown>): { levels: Levels; wrong: AssessedItem[]; missing: AssessedItem[] } {
  const read = assessedItems.map((item) => ({ item, answer: body[item], level: level.safeParse(body[item]) }))
  return {
    levels: Object.fromEntries(read.flatMap(({ item, level }) => (level.success ? [[item, level.data]] : []))),
    wrong: read
      .filter(({ answer, level }) => answer !== undefined && answer !== '' && !level.success)
      .map(({ item }) => item),
    missing: read.filter(({ answer }) => answer === undefined || answer === '').map(({ item }) => item),
  }
}

/** Need, as if no carer helped: fourteen questions, each 0 to 4. It may be saved in parts. */
export const levelsPages: StepPages = async (app) => {
  const policy = { roles: needsRoles, about: 'Give each need its level' }
  const url = '/people/:personId/needs/assessments/:assessmentId/levels'

  app.get(url, { config: { policy } }, async (request, reply) => {
    const { personId, assessmentId } = ofAssessment.parse(request.params)
    const shown = await request.tx(async (tx) => ({
      assessment: await assessmentById(tx, personId, assessmentId),
      person: await personName(tx, personId),
    }))
    if (shown.assessment.completedOn !== null) return reply.redirect(paths.assessment(personId, assessmentId), 303)
    return reply.page('needs/pages/levels.njk', levelsView(shown.assessment, shown.person, shown.assessment.levels))
  })

  app.post(url, { config: { policy } }, async (request, reply) => {
    const { personId, assessmentId } = ofAssessment.parse(request.params)
    const body = (request.body ?? {}) as Record<string, unknown>
    const { levels, wrong, missing } = levelsSent(body)
    const form = sent.safeParse(body)
    const later = form.success && form.data.go === 'later'
    const faults = [...wrong, ...(later ? [] : missing)].map((item) => ({
      text: `Choose a level from 0 to 4 for “${itemWords[item].name}”`,
      href: `#${item}`,
    }))
    const unanswered = faults.map((one) => one.href.slice(1))
    if (!form.success) faults.unshift({ text: form.error.issues[0]?.message ?? '', href: '#levels' })
    const seen = form.success ? form.data.seen : ''
    const done =
      faults.length === 0
        ? await request.attempt((tx) => saveLevels(tx, { personId, assessmentId, levels, seen }))
        : undefined
    if (done?.ok)
      return later
        ? reply.done(paths.assessment(personId, assessmentId), 'Saved. Go on when you are ready')
        : reply.done(paths.carer(personId, assessmentId), 'Every need has its level. Now ask about a carer’s part')
    const code = done?.refusals[0] ?? ''
    const clash = code === 'levels_changed_meanwhile'
    const shown = await request.tx(async (tx) => ({
      assessment: await assessmentById(tx, personId, assessmentId),
      person: await personName(tx, personId),
      saved: clash ? await levelsLastSaved(tx, assessmentId) : undefined,
    }))
    const whose = shown.saved === undefined ? undefined : clashOf(shown.saved, actor(request))
    const view = levelsView(shown.assessment, shown.person, levels, whose)
    if (code !== '')
      faults.push({
        text: whose?.sentence ?? needsSentences[code] ?? 'The levels could not be saved. Look at the page again',
        href: view.changes.length > 0 ? '#clash' : '#levels',
      })
    const kept = clash || seen === '' ? view.seen : seen
    return reply.page(
      'needs/pages/levels.njk',
      { ...view, seen: kept, errors: faults, missing: unanswered },
      code === '' ? 400 : 409,
    )
  })
}
