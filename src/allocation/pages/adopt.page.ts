import { z } from 'zod'
import { longDate, shortDate } from '../../core/calendar-date.ts'
import { refusalSentence } from '../../core/outcome.ts'
import type { Tx } from '../../platform/db.ts'
import { faultAt, optionalTextField, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { allocationSentences } from '../refusals.ts'
import {
  type AskedComparison,
  adoptCalibration,
  type CalibrationFound,
  calibrationById,
  comparisonsOfTable,
} from '../store.ts'

const one = z.object({ calibrationId: z.uuid() })
const form = z.object({
  withoutComparison: optionalTextField('why it is adopted without a comparison', { most: 2000 }),
})

interface Found {
  readonly calibration: CalibrationFound
  readonly compared: AskedComparison | undefined
}

async function load(tx: Tx, calibrationId: string): Promise<Found> {
  const calibration = await calibrationById(tx, calibrationId)
  const all = await comparisonsOfTable(tx, calibration.tableHash ?? '')
  return { calibration, compared: all.find(({ result }) => result !== null) }
}

/** Asks once more before a table is published: what it does, who approved it, and whether anybody knows who loses by it. */
function adoptView({ calibration, compared }: Found) {
  const known =
    compared === undefined
      ? 'Nobody has compared winners and losers under this table.'
      : `Winners and losers were compared on ${shortDate(compared.askedOn)}.`
  return {
    title: `Adopt table ${calibration.version}`,
    lede: `It would count from ${longDate(calibration.from)}. Nobody’s budget changes before their next review.`,
    back: { href: paths.calibration(calibration.calibrationId), text: `Calibration ${calibration.version}` },
    action: paths.adoptCalibration(calibration.calibrationId),
    button: 'Adopt and publish',
    warning: 'Adopting publishes the table. It cannot be undone; only a later table can take its place.',
    now: `Approved by ${calibration.approvals.map(({ name }) => name).join(' and ')}. ${known}`,
    hidden: [],
    fields:
      compared === undefined
        ? [
            {
              type: 'long',
              id: 'withoutComparison',
              label: 'Why is it adopted without a comparison?',
              hint: 'It is shown beside the table’s calibration. Better: go back and compare everybody’s budget first',
            },
          ]
        : [],
  }
}

/** Adopting a calibrated table: a page that says what will happen, then the act. */
export const adoptPages: StepPages = async (app) => {
  const policy = { roles: ['commissioner'], about: 'Adopt a calibrated table that two people approved' } as const
  const url = '/allocation/calibrations/:calibrationId/adopt'

  app.get(url, { config: { policy } }, async (request, reply) => {
    const { calibrationId } = one.parse(request.params)
    const found = await request.tx((tx) => load(tx, calibrationId))
    const { adoptedOn, adoptable, approvals } = found.calibration
    if (adoptedOn !== null || adoptable !== true || approvals.length < 2)
      return reply.redirect(paths.calibration(calibrationId), 303)
    return reply.page('platform/pages/form.njk', adoptView(found))
  })

  app.post(url, { config: { policy } }, async (request, reply) => {
    const { calibrationId } = one.parse(request.params)
    const read = readForm(form, request.body)
    const done = read.ok
      ? await request.attempt((tx) => adoptCalibration(tx, { calibrationId, ...read.value }))
      : undefined
    if (done?.ok) return reply.done(paths.calibration(calibrationId), 'The table is adopted and published')
    const found = await request.tx((tx) => load(tx, calibrationId))
    const words = refusalSentence(allocationSentences, done?.refusals[0])
    const faults = read.ok ? faultAt(read, 'withoutComparison', words) : read
    return reply.page('platform/pages/form.njk', { ...adoptView(found), ...faults }, read.ok ? 409 : 400)
  })
}
