import { z } from 'zod'
import type { Tx } from '../../platform/db.ts'
import { choiceField, dateField, dateTyped, faultAt, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageAsked } from '../../platform/list-asked.ts'
import { paths } from '../paths.ts'
import { allocationSentences } from '../refusals.ts'
import { phasesFrom } from '../rollout/phases.ts'
import type { RolloutPolicyOn } from '../rollout/policy.ts'
import { COMPARISONS_A_PAGE, comparisons, peopleDue, phasesOf, setPhases, tableOn, tableVersions } from '../store.ts'
import { phasesFormView, rolloutView } from './rollout.view.ts'

const phasesForm = z.object({
  way: choiceField('how the table comes in', ['steps', 'at_once'] as const),
  from: dateField('the first day'),
})

/** The table that comes in, or came in last: the newest that was adopted. */
export async function newestTable(tx: Tx) {
  const [newest] = await tableVersions(tx)
  return newest
}

async function load(tx: Tx, page: number) {
  const newest = await newestTable(tx)
  const team = tx.who.role === 'team_manager' || tx.who.role === 'practitioner'
  const search = { words: '', state: 'all', page: 1 } as const
  return {
    newest,
    inForce: await tableOn(tx, tx.today),
    phases: newest === undefined ? [] : await phasesOf(tx, newest.version),
    due: newest !== undefined && team ? await peopleDue(tx, { version: newest.version, ...search }) : undefined,
    compared: tx.who.role === 'practitioner' ? { rows: [], all: 0 } : await comparisons(tx, page),
    page,
    perPage: COMPARISONS_A_PAGE,
    role: tx.who.role,
    today: tx.today,
  }
}

/** How a new table comes in: its phases, who is due, and what was compared before. */
export const rolloutPages =
  (policyOn: RolloutPolicyOn): StepPages =>
  async (app) => {
    const read = {
      roles: ['practitioner', 'team_manager', 'finance', 'commissioner'],
      about: 'See how a new allocation table comes in',
    } as const
    const set = { roles: ['commissioner'], about: 'Set the phases in which a table comes in' } as const

    app.get('/allocation/rollout', { config: { policy: read } }, async (request, reply) => {
      const found = await request.tx((tx) => load(tx, pageAsked(request.query)))
      return reply.page('allocation/pages/rollout.njk', rolloutView(found))
    })

    app.get('/allocation/rollout/phases', { config: { policy: set } }, async (request, reply) => {
      const newest = await request.tx(newestTable)
      if (newest === undefined) return reply.redirect(paths.rollout(), 303)
      const typed = { way: 'steps', ...dateTyped('from', newest.from) }
      return reply.page('platform/pages/form.njk', {
        ...phasesFormView(newest, policyOn(app.db.clock.today())),
        typed,
      })
    })

    app.post('/allocation/rollout/phases', { config: { policy: set } }, async (request, reply) => {
      const newest = await request.tx(newestTable)
      if (newest === undefined) return reply.redirect(paths.rollout(), 303)
      const policy = policyOn(app.db.clock.today())
      const sent = readForm(phasesForm, request.body)
      const early = sent.ok && sent.value.from < newest.from
      const done =
        sent.ok && !early
          ? await request.attempt((tx) =>
              setPhases(tx, {
                version: newest.version,
                phases: sent.value.way === 'steps' ? phasesFrom(policy.steps, sent.value.from) : [],
                basis: policy.stepsFrom,
              }),
            )
          : undefined
      if (done?.ok) return reply.done(paths.rollout(), 'The phases are set. Nobody’s budget has changed')
      const why = early ? 'phase_before_table' : (done?.refusals[0] ?? '')
      const faults = sent.ok
        ? faultAt(sent, 'from-day', allocationSentences[why] ?? 'The phases could not be set')
        : sent
      return reply.page('platform/pages/form.njk', { ...phasesFormView(newest, policy), ...faults }, 400)
    })
  }
