import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CalendarDate, mondayOf } from '../../core/calendar-date.ts'
import { voiceOf } from '../../people/index.ts'
import { sawPerson } from '../../platform/audit.ts'
import type { Tx } from '../../platform/db.ts'
import { dayWithinReach } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { actsFor } from '../../platform/who.ts'
import { myWeek, type WeekRows } from '../my-week.ts'
import { firstWithDates, weekAndAround } from '../store/my-week.ts'
import { unsettledOf } from '../store/unsettled.ts'
import { type MyWeekAround, myWeekView, weekInWords } from './my-week.view.ts'
import { myWeekEasyReadView } from './my-week-easy-read.view.ts'

const own: Policy = { roles: ['person'], about: 'A person sees their own week and money' }
const theirs: Policy = {
  roles: ['person', 'practitioner', 'team_manager'],
  about: 'The person, who acts for them, and their team see the week and money as the person does',
}
const query = z.object({ week: z.string().max(20).optional() })
const params = z.object({ personId: z.uuid() })

interface Loaded {
  readonly rows: WeekRows
  /** The address named a day that cannot be shown. */
  readonly wrongDay: boolean
  readonly around: MyWeekAround
}

/** True for a date that did not happen as planned, or will not. */
const missed = ({ happened }: WeekRows['sessions'][number]) => happened !== 'planned' && happened !== 'attended'

async function load(
  tx: Tx,
  { personId, own: mine, week }: { personId: string; own: boolean; week: string | undefined },
): Promise<Loaded> {
  const asked: CalendarDate = dayWithinReach(week) ?? tx.today
  const monday = mondayOf(asked)
  const { rows, name, voices, reviews, off, paused, pausedDates, since, dispute } = await weekAndAround(
    tx,
    personId,
    monday,
  )
  const around = {
    personId,
    voice: voiceOf(actsFor(tx.who, personId) ? name : ''),
    own: mine,
    mayAct: tx.who.role === 'person',
    today: tx.today,
    name,
    goals: rows.goals,
    voices,
    reviews,
    off,
    paused,
    pausedDates,
    since,
    dispute,
    unsettled: rows.sessions.some(missed) ? await unsettledOf(tx, personId, monday) : [],
  }
  return { rows, around, wrongDay: week !== undefined && week !== '' && dayWithinReach(week) === undefined }
}

/** The page; a day that cannot be shown is said, with the week of today below. */
function show(reply: FastifyReply, { rows, around, wrongDay }: Loaded, easy: boolean) {
  const week = myWeek(rows)
  const said = {
    actsFor: actsFor(reply.request.who, around.personId) ? around.name : '',
    wrongDay: wrongDay ? 'There is no such day. This is the week of today.' : '',
  }
  if (!week.ok) {
    reply.log.error({ fault: week.refusals[0], week: rows.weekStart }, 'a week does not add up')
    return reply.page('finance/pages/my-week-trouble.njk', {
      ...said,
      v: around.voice,
      which: weekInWords(rows.weekStart),
      fault: week.refusals[0],
    })
  }
  const status = wrongDay ? 400 : 200
  return easy
    ? reply.page('finance/pages/my-week-easy-read.njk', { ...myWeekEasyReadView(week.value, around), ...said }, status)
    : reply.page('finance/pages/my-week.njk', { ...myWeekView(week.value, around), ...said }, status)
}

/** Whose week `/my-week` shows: one's own, or, for a carer without sessions of their own, that of whoever they act for. */
async function ownWeek(tx: Tx, request: FastifyRequest, week: string | undefined): Promise<Loaded> {
  const personId = await firstWithDates(tx, request.who.personIds)
  if (personId === undefined) throw new NotFound('person')
  await sawPerson(tx, personId, '/my-week')
  return load(tx, { personId, own: true, week })
}

/** *My week, my money*: the page a person lives with, and its Easy Read twin. */
export const myWeekPages: StepPages = async (app) => {
  for (const easy of [false, true]) {
    const tail = easy ? '/easy-read' : ''
    app.get(`/my-week${tail}`, { config: { policy: own }, schema: { querystring: query } }, async (request, reply) => {
      return show(reply, await request.tx((tx) => ownWeek(tx, request, request.query.week)), easy)
    })
    app.get(
      `/people/:personId/finance/my-week${tail}`,
      { config: { policy: theirs, plainHead: true }, schema: { params, querystring: query } },
      async (request, reply) => {
        const { personId } = request.params
        return show(reply, await request.tx((tx) => load(tx, { personId, own: false, week: request.query.week })), easy)
      },
    )
  }
}
