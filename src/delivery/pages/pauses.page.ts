import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pausesNow, pausesOf, pausesOfAct, placesToPause } from '../../brokerage/store.ts'
import type { Tx } from '../../platform/db.ts'
import { dateTyped, dayWithinReach, type FormErrors, faultAt, readForm } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { paths } from '../paths.ts'
import { pauseSentence } from '../sentences.ts'
import { type DateBack, type PausePreview, pausePlaces, previewPause } from '../store.ts'
import { type MoneyOfPause, pauseCheckView, placeWords, seenOf } from './pause-check.view.ts'
import type { MoneyOfEnd } from './pause-end.view.ts'
import { type PauseSent, pauseForm } from './pause-form.page.ts'
import { pauseChoices, pausedRows, pausesView } from './pauses.view.ts'

/** What the pages need of later steps, passed on by the app. */
export interface PauseMoney {
  readonly without: (tx: Tx, personId: string, occasionIds: readonly string[]) => Promise<MoneyOfPause>
  readonly back: (tx: Tx, personId: string, dates: readonly DateBack[]) => Promise<MoneyOfEnd>
}

export const pausers = ['practitioner', 'team_manager', 'broker'] as const
const policy: Policy = { roles: pausers, about: 'The team of a person and brokers pause places for a while' }
const params = z.object({ personId: z.uuid() })
type Asked = FastifyRequest<{ Params: { personId: string } }>

const fieldOf: Readonly<Record<string, string>> = {
  DW146: 'from-day',
  DW147: 'from-day',
  placement_pause_within_a_year: 'until-day',
  note_needed: 'words',
  no_pay_rule: 'reason',
}
const page = 'delivery/pages/pause-form.njk'

/** What a pause does to the person’s charge is shown to everybody who may pause, except brokers: charges are not theirs to see. */
export const seesCharge = ({ who }: Pick<FastifyRequest, 'who'>) => who.role !== 'broker'

/** The dates that do not happen as planned, for what follows in the person's charge. */
export const goneOf = ({ places }: PausePreview) =>
  places.flatMap(({ fates }) =>
    fates.filter(({ fate }) => fate === 'falls away' || fate === 'told too late').map(({ date }) => date.occasionId),
  )

/** The pauses of a person, pausing their places, and who is away. */
export const pausesPages =
  (money: PauseMoney): StepPages =>
  async (app) => {
    app.get('/people/:personId/delivery/pauses', { config: { policy }, schema: { params } }, async (request, reply) => {
      const { personId } = request.params
      const view = await request.tx(async (tx) =>
        pausesView(personId, {
          places: await placesToPause(tx, personId),
          pauses: await pausesOf(tx, personId),
          today: tx.today,
        }),
      )
      return reply.page('delivery/pages/pauses.njk', view)
    })

    const url = '/people/:personId/delivery/pauses/new'
    app.get(url, { config: { policy }, schema: { params } }, async (request, reply) =>
      reply.page(page, await formView(request, {})),
    )
    app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
      const read = readForm(pauseForm, request.body)
      const again = async (fault: FormErrors, status: number) =>
        reply.page(page, { ...(await formView(request, fault.typed)), ...fault, typed: withBoxes(fault.typed) }, status)
      if (!read.ok) return again(read, 400)
      if (read.value.step === 'change') return reply.page(page, await formView(request, withBoxes(read.typed)))
      const before = await request.tx((tx) => pausesOfAct(tx, read.value.actId, request.params.personId))
      if (before.length > 0) return reply.done(paths.pauses(request.params.personId), 'This was paused already')
      const looked = await request.attempt((tx) => look(tx, request.params.personId, read.value, money))
      if (!looked.ok) return again(refusal(read, looked.refusals[0]), 409)
      const fault = faultIn(looked.value.preview)
      if (fault !== undefined) return again(faultAt(read, fault.field, fault.text), 409)
      const same = seenOf(looked.value.preview) === read.value.seen
      if (read.value.step === 'check' || !same) return check(request, reply, { sent: read.value, ...looked.value })
      const done = await request.attempt((tx) => pausePlaces(tx, wantedOf(request.params.personId, read.value)))
      if (!done.ok) return again(refusal(read, done.refusals[0]), 409)
      const count = done.value.pauseIds.length
      return reply.done(
        paths.pauses(request.params.personId),
        `${count === 1 ? '1 place is' : `${count} places are`} paused. The register of ${count === 1 ? 'the place' : 'each place'} says so, and the person reads it in their week`,
      )
    })

    const everybody: Policy = {
      roles: [...pausers, 'provider', 'finance'],
      about: 'Who is away for a while and whose place is kept; a provider sees its own people and no reason',
    }
    app.get('/delivery/paused', { config: { policy: everybody } }, async (request, reply) => {
      const { role } = request.who
      const rows = await request.tx(async (tx) => pausedRows(await pausesNow(tx), { today: tx.today, role }))
      const head = [{ text: 'Who' }, { text: 'Place' }, { text: 'Days' }, { text: 'Away in all' }]
      return reply.page('delivery/pages/paused.njk', {
        lede:
          role === 'finance'
            ? 'Nothing is set aside for dates that fall away; a date told too late is paid by its pay rule.'
            : 'They are not expected, and each place is kept.',
        table: { caption: 'Who is away', captionHidden: true, stacked: true, head, rows },
      })
    })
  }

const wantedOf = (personId: string, sent: PauseSent) => ({
  ...sent,
  personId,
  until: sent.until ?? null,
  allSupport: sent.newPlaces === 'paused',
})

async function look(tx: Tx, personId: string, sent: PauseSent, money: PauseMoney) {
  const preview = await previewPause(tx, wantedOf(personId, sent))
  return { preview, money: await money.without(tx, personId, goneOf(preview)), today: tx.today }
}

/** What keeps a pause from being saved, found before: the same days twice, or a rule that is missing. */
export function faultIn({ places }: PausePreview): { field: string; text: string } | undefined {
  const twice = places.filter(({ already }) => already.length > 0)
  if (twice.length > 0)
    return {
      field: 'placementIds',
      text: `${twice.map(({ place }) => placeWords(place)).join('; ')}: paused on some of these days already. Choose other places or days, or change that pause`,
    }
  const missing = places.flatMap(({ fates }) => fates.flatMap((fate) => fate.missing ?? []))[0]
  return missing === undefined ? undefined : { field: fieldOf[missing] ?? 'reason', text: pauseSentence(missing) }
}

const refusal = (read: { typed: Record<string, string> }, code: string | undefined) =>
  faultAt(read, fieldOf[code ?? ''] ?? 'placementIds', pauseSentence(code))

/** The page on which everything that follows is read before it is saved. */
export const checkPage = (reply: FastifyReply, view: Record<string, unknown>) =>
  reply.page('delivery/pages/pause-check.njk', view)

function check(
  request: Asked,
  reply: FastifyReply,
  {
    sent,
    preview,
    money,
    today,
  }: { sent: PauseSent; preview: PausePreview; money: MoneyOfPause; today: PauseSent['from'] },
) {
  const view = pauseCheckView(wantedOf(request.params.personId, sent), preview, {
    today,
    money,
    seesCharge: seesCharge(request),
  })
  return checkPage(reply, {
    ...view,
    title: 'Check before you pause',
    changed: sent.step === 'save',
    action: paths.newPause(request.params.personId),
    back: paths.pauses(request.params.personId),
    button: preview.places.length === 1 ? 'Pause this place' : `Pause these ${preview.places.length} places`,
    hidden: [
      ...sent.placementIds.map((value) => ({ name: 'placementIds', value })),
      ...Object.entries({
        from: sent.from,
        until: sent.until ?? '',
        reason: sent.reason,
        words: sent.words ?? '',
        newPlaces: sent.newPlaces,
        actId: sent.actId,
      }).map(([name, value]) => ({ name, value })),
    ],
  })
}

/** Days typed in three boxes stand in them again, also where they came as one text. */
export function withBoxes(
  typed: Record<string, string>,
  names: readonly string[] = ['from', 'until'],
): Record<string, string> {
  const boxes = names.flatMap((name) => {
    const date = typed[`${name}-year`] === undefined ? dayWithinReach(typed[name]) : undefined
    return date === undefined ? [] : Object.entries(dateTyped(name, date))
  })
  return { ...typed, ...Object.fromEntries(boxes) }
}

async function formView(request: Asked, typed: Record<string, string>) {
  const { personId } = request.params
  const places = await request.tx((tx) => placesToPause(tx, personId))
  const all = places.map(({ placementId }) => placementId).join(',')
  return {
    title: 'Pause places',
    back: paths.pauses(personId),
    action: paths.newPause(personId),
    choices: pauseChoices(places),
    actId: typed['actId'] ?? newId(),
    errors: [],
    at: {},
    typed: { placementIds: all, ...typed },
  }
}
