import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pauseDaysWords } from '../../brokerage/index.ts'
import { pauseOf, pausesOf } from '../../brokerage/store.ts'
import { assert } from '../../core/assert.ts'
import { longDate } from '../../core/calendar-date.ts'
import type { Tx } from '../../platform/db.ts'
import { type FormErrors, faultAt, readForm } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { paths } from '../paths.ts'
import { pauseSentence } from '../sentences.ts'
import {
  changePauses,
  type DateBack,
  longerPause,
  type Pause,
  type PauseChange,
  previewEnd,
  previewPause,
  refuseBackBefore,
} from '../store.ts'
import { pauseCheckView, placeWords } from './pause-check.view.ts'
import { endCheckView } from './pause-end.view.ts'
import { type ChangeSent, changeForm } from './pause-form.page.ts'
import { checkPage, faultIn, goneOf, type PauseMoney, pausers, seesCharge, withBoxes } from './pauses.page.ts'

const policy: Policy = {
  roles: pausers,
  about: 'The team of a person and brokers change a pause: sooner, longer, or entered wrongly',
}
const params = z.object({ personId: z.uuid(), pauseId: z.uuid() })
type Asked = FastifyRequest<{ Params: { personId: string; pauseId: string } }>
const template = 'delivery/pages/pause-change.njk'
const fieldOf: Readonly<Record<string, string>> = {
  DW146: 'until-day',
  DW147: 'firstDayBack-day',
  back_before_pause: 'firstDayBack-day',
  placement_pause_ends_early: 'firstDayBack-day',
  placement_pause_in_order: 'until-day',
  placement_pause_within_a_year: 'until-day',
}

function changeOf({ how, firstDayBack, until }: ChangeSent): PauseChange {
  if (how === 'back' && firstDayBack !== undefined) return { how, firstDayBack }
  return how === 'longer' ? { how, until: until ?? null } : { how: 'wrong' }
}

/** One pause: the person is back sooner, stays away longer, or it was entered wrongly; everything that follows is read before it is saved. */
export const pauseChangePages =
  (money: PauseMoney): StepPages =>
  async (app) => {
    const url = '/people/:personId/delivery/pauses/:pauseId'
    app.get(url, { config: { policy }, schema: { params } }, async (request, reply) =>
      reply.page(template, formView(await load(request), {})),
    )
    app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
      const loaded = await load(request)
      const read = readForm(changeForm, request.body)
      const again = (fault: FormErrors, status: number) =>
        reply.page(template, { ...formView(loaded, fault.typed), ...fault, typed: typedAgain(fault.typed) }, status)
      if (!read.ok) return again(read, 400)
      if (read.value.step === 'change') return reply.page(template, formView(loaded, read.typed))
      const change = changeOf(read.value)
      const pauses = [loaded.pause, ...loaded.others.filter(({ pauseId }) => read.value.also.includes(pauseId))]
      const refused = (code: string | undefined) =>
        read.value.step === 'save' && changedMeanwhile.includes(code ?? '')
          ? reply.done(paths.pauses(request.params.personId), 'This pause was ended or changed already')
          : again(faultAt(read, fieldOf[code ?? ''] ?? 'how', changeSentence(code, loaded.pause)), 409)
      const looked = await request.attempt((tx) => look(tx, { pauses, change, money, charge: seesCharge(request) }))
      if (!looked.ok) return refused(looked.refusals[0])
      if (looked.value.fault !== undefined) return again(faultAt(read, 'how', looked.value.fault.text), 409)
      if (read.value.step === 'check' || looked.value.view.seen !== read.value.seen)
        return check(reply, pauses, read.value, looked.value.view)
      const { personId } = request.params
      const pauseIds = pauses.map(({ pauseId }) => pauseId)
      const done = await request.attempt((tx) =>
        changePauses(tx, { personId, pauseIds, actId: read.value.actId, change }),
      )
      if (!done.ok) return refused(done.refusals[0])
      return reply.done(paths.pauses(personId), doneWords(change, done.value.cameBack))
    })
  }

/** Pressed again, or done by somebody else meanwhile: there is nothing left to save. */
const changedMeanwhile: readonly string[] = ['pause_ended_already', 'pause_goes_on']

/** The new last day is a question of this form alone: the first day of what goes on is not on it. */
const changeSentence = (code: string | undefined, { until }: Pause): string =>
  code === 'placement_pause_in_order' && until !== null
    ? `The new last day must be after ${longDate(until)}. If they come again sooner, choose that`
    : pauseSentence(code)

function doneWords({ how }: PauseChange, cameBack: number): string {
  if (how === 'longer') return 'The pause goes on for longer'
  const dates = cameBack === 1 ? '1 date comes back' : `${cameBack} dates come back`
  return `The pause is ${how === 'back' ? 'ended' : 'taken back'}. ${dates}`
}

interface Loaded {
  readonly pause: Pause
  /** What was paused by the same act until the same day, and may still change: several places often come back together. */
  readonly others: readonly Pause[]
}

const load = (request: Asked): Promise<Loaded> =>
  request.tx(async (tx) => {
    const { personId, pauseId } = request.params
    const pause = await pauseOf(tx, personId, pauseId)
    const others = (await pausesOf(tx, personId)).filter(
      (one) =>
        one.actId === pause.actId &&
        one.pauseId !== pauseId &&
        one.until === pause.until &&
        one.endKind === null &&
        !one.goesOn,
    )
    return { pause, others }
  })

interface Looked {
  readonly pauses: readonly Pause[]
  readonly change: PauseChange
  readonly money: PauseMoney
  readonly charge: boolean
}

async function look(tx: Tx, { pauses, change, money, charge }: Looked) {
  if (change.how === 'longer') {
    const wanted = longerPause(pauses, change.until)
    const preview = await previewPause(tx, wanted)
    const without = await money.without(tx, wanted.personId, goneOf(preview))
    const view = pauseCheckView(wanted, preview, { today: tx.today, money: without, seesCharge: charge })
    return { view, fault: faultIn(preview) }
  }
  refuseBackBefore(pauses, change)
  const ending: { pause: Pause; dates: readonly DateBack[] }[] = []
  for (const pause of pauses) ending.push({ pause, dates: await previewEnd(tx, pause, change) })
  const [first] = pauses
  assert(first !== undefined, 'a change is about one pause at least')
  const planned = ending.flatMap(({ dates }) => dates).filter(({ was }) => was !== 'closed' && was !== 'cancelled')
  const back = await money.back(tx, first.personId, planned)
  return { view: endCheckView(ending, change, { today: tx.today, money: back, seesCharge: charge }), fault: undefined }
}

const titles = {
  longer: { title: 'Check before the pause goes on', button: 'Make the pause longer' },
  back: { title: 'Check before the pause ends', button: 'End the pause' },
  wrong: { title: 'Check before the pause is taken back', button: 'Take the pause back' },
} as const

function check(reply: FastifyReply, [pause]: readonly Pause[], sent: ChangeSent, view: object) {
  assert(pause !== undefined, 'a change is about one pause at least')
  const { how, also, firstDayBack, until, actId } = sent
  return checkPage(reply, {
    ...view,
    ...titles[how],
    changed: sent.step === 'save',
    action: paths.changePause(pause.personId, pause.pauseId),
    back: paths.pauses(pause.personId),
    hidden: [
      ...also.map((value) => ({ name: 'also', value })),
      ...Object.entries({ how, firstDayBack: firstDayBack ?? '', until: until ?? '', actId }).map(([name, value]) => ({
        name,
        value,
      })),
    ],
  })
}

/** What was sent stands in the form again; a box that was left empty stays empty. */
const typedAgain = (typed: Record<string, string>) => withBoxes(typed, ['firstDayBack', 'until'])

function formView({ pause, others }: Loaded, typed: Record<string, string>) {
  const longer = pause.until !== null && !pause.goesOn
  return {
    title: 'Change a pause',
    lede: `${placeWords(pause)}. ${pauseDaysWords(pause)}.`,
    back: paths.pauses(pause.personId),
    action: paths.changePause(pause.personId, pause.pauseId),
    actId: typed['actId'] ?? newId(),
    longer,
    others: others.map((one) => ({ value: one.pauseId, text: placeWords(one) })),
    choices: [
      {
        value: 'back',
        text: pause.until === null ? 'They come again, or the last day is known now' : 'They come again sooner',
      },
      ...(longer ? [{ value: 'longer', text: 'They stay away longer' }] : []),
      {
        value: 'wrong',
        text: 'It was entered wrongly',
        hint: { text: 'It is taken back as if it had never been. Then pause the right place, or the right days.' },
      },
    ],
    errors: [],
    at: {},
    typed: typed['actId'] === undefined ? { also: others.map(({ pauseId }) => pauseId).join(',') } : typedAgain(typed),
  }
}
