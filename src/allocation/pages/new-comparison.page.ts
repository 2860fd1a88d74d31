import { z } from 'zod'
import type { Tx } from '../../platform/db.ts'
import { choiceField, type FormErrors, faultAt, readForm, textField, wholeNumberField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { type AllocationTable, allocationTable } from '../allocation-table.ts'
import { ownTable } from '../calibration/own-table.ts'
import { paths } from '../paths.ts'
import { allocationSentences } from '../refusals.ts'
import type { RolloutPolicyOn } from '../rollout/policy.ts'
import { askComparison, calibrationById, tableOn } from '../store.ts'
import { newComparisonView } from './comparison.view.ts'

const ways = {
  years: wholeNumberField('the years of relief', { least: 0, most: 20 }),
  gainers: choiceField('when who gains has the new amount', ['at_once', 'wait'] as const),
}
const pastedForm = z.object({ ...ways, table: textField('the new table', { most: 60_000 }) })
const calibratedForm = z.object(ways)
const address = z.object({ calibration: z.uuid().optional().catch(undefined) })

/** The table that was pasted, or a sentence for the first fault that stops it. */
function pasted(text: string): { table: AllocationTable } | { fault: string } {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return { fault: 'The new table is not JSON. Check commas and quotes' }
  }
  const read = allocationTable.safeParse(content)
  if (read.success) return { table: read.data }
  const [first] = read.error.issues
  return { fault: `The new table is not right at “${first?.path.join('.') || 'its top'}”: ${first?.message ?? ''}` }
}

/** The faults of the form together with the first one of a pasted table, so that nobody mends in rounds. */
function alsoTable(sent: FormErrors): FormErrors {
  const { table } = sent.typed
  if (table === undefined || sent.at['table'] !== undefined) return sent
  const read = pasted(table)
  if ('table' in read) return sent
  return {
    ...sent,
    errors: [...sent.errors, { text: read.fault, href: '#table' }],
    at: { ...sent.at, table: read.fault },
  }
}

/** The table that a calibration made, if it made one. */
async function candidate(tx: Tx, calibrationId: string): Promise<AllocationTable | undefined> {
  const table = ownTable(await calibrationById(tx, calibrationId))
  return table && allocationTable.parse(table)
}

/** Asking for winners and losers: under the table of a calibration, or under one that is pasted. */
export const newComparisonPages =
  (policyOn: RolloutPolicyOn): StepPages =>
  async (app) => {
    const policy = { roles: ['finance', 'commissioner'], about: 'Compare everybody’s budget with a new table' } as const
    const view = (from?: { calibrationId: string; version: string }) =>
      newComparisonView(policyOn(app.db.clock.today()), from)

    app.get('/allocation/rollout/comparisons/new', { config: { policy } }, async (request, reply) => {
      const { calibration: calibrationId } = readAddress(address, request.query)
      const typed = { years: String(policyOn(app.db.clock.today()).reliefYears), gainers: 'at_once' }
      if (calibrationId !== undefined) {
        const table = await request.tx((tx) => candidate(tx, calibrationId))
        if (table === undefined) return reply.redirect(paths.calibration(calibrationId), 303)
        return reply.page('platform/pages/form.njk', { ...view({ calibrationId, version: table.version }), typed })
      }
      const now = await request.tx((tx) => tableOn(tx, tx.today))
      const table = now === undefined ? '' : JSON.stringify(now.table, null, 1)
      return reply.page('platform/pages/form.njk', { ...view(), typed: { ...typed, table } })
    })

    app.post('/allocation/rollout/comparisons/new', { config: { policy } }, async (request, reply) => {
      const { calibration: calibrationId } = address.parse(request.body)
      const table = calibrationId && (await request.tx((tx) => candidate(tx, calibrationId)))
      if (calibrationId !== undefined && !table) return reply.redirect(paths.calibration(calibrationId), 303)
      const pastes = table ? undefined : readForm(pastedForm, request.body)
      const sent = pastes ?? readForm(calibratedForm, request.body)
      const given = table ? { table } : pastes?.ok ? pasted(pastes.value.table) : undefined
      if (sent.ok && given !== undefined && 'table' in given) {
        const { years, gainers } = sent.value
        const asked = await request.attempt((tx) =>
          askComparison(tx, { table: given.table, years, gainersWait: gainers === 'wait' }),
        )
        if (asked.ok) return reply.done(paths.comparison(asked.value), 'The comparison is asked for. It adopts nothing')
        const why = allocationSentences[asked.refusals[0] ?? ''] ?? 'The comparison could not be asked for. Try again'
        return reply.page('platform/pages/form.njk', { ...view(), ...faultAt(sent, 'table', why) }, 409)
      }
      const fault = given !== undefined && 'fault' in given ? given.fault : ''
      const faults = sent.ok ? faultAt(sent, 'table', fault) : alsoTable(sent)
      const from = calibrationId && table ? { calibrationId, version: table.version } : undefined
      return reply.page('platform/pages/form.njk', { ...view(from), ...faults }, 400)
    })
  }
