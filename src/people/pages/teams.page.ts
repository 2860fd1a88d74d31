import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { refusalSentence } from '../../core/outcome.ts'
import { openAccountsOf } from '../../platform/accounts.ts'
import { dateField, dateTyped, type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { roleWords } from '../../platform/role-words.ts'
import type { Role } from '../../platform/who.ts'
import { paths } from '../paths.ts'
import { peopleSentences } from '../sentences.ts'
import {
  addLocalityTeam,
  endTeam,
  joinTeam,
  leaveTeam,
  renameTeam,
  type TeamRecord,
  teamRecord,
  teamRoles,
  teamsAround,
} from '../store.ts'
import { areaOptions, areasAround, leavingView, teamsView, teamView } from './teams.view.ts'

const policy: Policy = { roles: ['administrator'], about: 'Set up teams, and who is in them' }
const params = z.object({ teamId: z.uuid() })
const ofMember = params.extend({ membershipId: z.uuid() })
const naming = {
  name: textField('a name', { most: 80 }),
  localArea: z.preprocess((value) => value ?? '', z.string().trim().min(1, 'Choose the area').max(80)),
}
const setUp = z.object(naming)
const renaming = z.object({ ...naming, why: textField('why it changes', { most: 300 }) })
const joining = z.object({
  staffId: z.preprocess((value) => value ?? '', z.uuid('Select who joins')),
  from: dateField('the first day'),
  reason: textField('why they join', { most: 300 }),
})
const leaving = z.object({ on: dateField('the last day'), reason: textField('why they leave', { most: 300 }) })
const ending = z.object({ endReason: textField('why the team ends', { most: 300 }) })
const said = (codes: readonly string[]) => refusalSentence(peopleSentences, codes[0])

/** The names of the council's areas on a day, from its own data. */
export type AreasOf = (on: CalendarDate) => readonly string[]

type Show = (request: FastifyRequest, reply: FastifyReply, wrong?: FormErrors, status?: number) => Promise<FastifyReply>

const showing =
  (areasOf: AreasOf): Show =>
  async (request, reply, wrong, status = 200) => {
    const { teamId } = params.parse(request.params)
    const view = await request.tx(async (tx) => {
      const staff = await openAccountsOf(tx, teamRoles)
      const areas = areasAround(areasOf(tx.today), await teamsAround(tx))
      const does = (role: string) => roleWords(role as Role)
      return teamView(await teamRecord(tx, teamId), staff, { today: tx.today, does, areas })
    })
    const { typed: named } = view.name
    const typed = { ...named, ...dateTyped('from', request.server.db.clock.today()), ...wrong?.typed }
    return reply.page('people/pages/team.njk', { ...view, errors: [], at: {}, ...wrong, typed }, status)
  }

/** Locality teams: set up, renamed, ended; who joins and leaves, from which day and why. */
export const teamsPages =
  (areasOf: AreasOf): StepPages =>
  async (app) => {
    const show = showing(areasOf)
    app.get(paths.teams(), { config: { policy } }, async (request, reply) =>
      reply.page('people/pages/teams.njk', teamsView(await request.tx((tx) => teamsAround(tx)))),
    )
    await app.register(settingUp(areasOf))
    await app.register(changing(areasOf, show))
    await app.register(memberPages(show))
  }

/** The area must be one that is offered; a team keeps the one it has. */
const notOffered = 'Choose one of the areas in the list'
const offered = (request: FastifyRequest, areasOf: AreasOf) =>
  request.tx(async (tx) => areasAround(areasOf(tx.today), await teamsAround(tx)))

const settingUp =
  (areasOf: AreasOf): StepPages =>
  async (app) => {
    const form = async (request: FastifyRequest, reply: FastifyReply, wrong?: FormErrors, status = 200) =>
      reply.page(
        'people/pages/new-team.njk',
        { ...blank, areas: areaOptions(await offered(request, areasOf)), ...wrong },
        status,
      )
    app.get(paths.newTeam(), { config: { policy } }, (request, reply) => form(request, reply))
    app.post(paths.newTeam(), { config: { policy } }, async (request, reply) => {
      const read = readForm(setUp, request.body)
      if (!read.ok) return form(request, reply, read, 400)
      if (!(await offered(request, areasOf)).includes(read.value.localArea))
        return form(request, reply, faultAt(read, 'localArea', notOffered), 400)
      const done = await request.attempt((tx) => addLocalityTeam(tx, read.value))
      if (done.ok) return reply.done(paths.team(done.value), 'The team is set up. Put somebody into it')
      return form(request, reply, faultAt(read, 'name', said(done.refusals)), 409)
    })
  }
const blank = { back: paths.teams(), action: paths.newTeam() }

const changing =
  (areasOf: AreasOf, show: Show): StepPages =>
  async (app) => {
    app.get(paths.team(':teamId'), { config: { policy } }, (request, reply) => show(request, reply))
    app.post(paths.renameTeam(':teamId'), { config: { policy } }, async (request, reply) => {
      const { teamId } = params.parse(request.params)
      const read = readForm(renaming, request.body)
      if (!read.ok) return show(request, reply, read, 400)
      if (!(await offered(request, areasOf)).includes(read.value.localArea))
        return show(request, reply, faultAt(read, 'localArea', notOffered), 400)
      const { why: reason, ...names } = read.value
      const done = await request.attempt((tx) => renameTeam(tx, { teamId, ...names, reason }))
      if (done.ok) return reply.done(paths.team(teamId), 'Changed. What it was called before stands below')
      return show(request, reply, faultAt(read, 'name', said(done.refusals)), 409)
    })
    app.post(paths.endTeam(':teamId'), { config: { policy } }, async (request, reply) => {
      const { teamId } = params.parse(request.params)
      const read = readForm(ending, request.body)
      if (!read.ok) return show(request, reply, read, 400)
      const done = await request.attempt((tx) => endTeam(tx, { teamId, reason: read.value.endReason }))
      if (done.ok) return reply.done(paths.teams(), 'The team has ended. Its record stays')
      return show(request, reply, faultAt(read, 'endReason', said(done.refusals)), 409)
    })
  }

const memberPages =
  (show: Show): StepPages =>
  async (app) => {
    app.post(paths.joinTeam(':teamId'), { config: { policy } }, async (request, reply) => {
      const { teamId } = params.parse(request.params)
      const read = readForm(joining, request.body)
      if (!read.ok) return show(request, reply, read, 400)
      const done = await request.attempt((tx) => joinTeam(tx, { teamId, ...read.value }))
      if (done.ok) return reply.done(paths.team(teamId), 'They are in the team')
      return show(request, reply, faultAt(read, 'staffId', said(done.refusals)), 409)
    })
    const url = paths.leaveTeam(':teamId', ':membershipId')
    const leaver = (team: TeamRecord, membershipId: string) => {
      const one = team.members.find((member) => member.membershipId === membershipId)
      if (one === undefined) throw new NotFound('membership')
      return leavingView(team, one)
    }
    const shown = async (request: FastifyRequest, reply: FastifyReply, wrong?: FormErrors, status = 200) => {
      const { teamId, membershipId } = ofMember.parse(request.params)
      const view = leaver(await request.tx((tx) => teamRecord(tx, teamId)), membershipId)
      const typed = wrong?.typed ?? dateTyped('on', request.server.db.clock.today())
      return reply.page('people/pages/leave-team.njk', { ...view, errors: [], at: {}, ...wrong, typed }, status)
    }
    app.get(url, { config: { policy } }, (request, reply) => shown(request, reply))
    app.post(url, { config: { policy } }, async (request, reply) => {
      const given = ofMember.parse(request.params)
      const read = readForm(leaving, request.body)
      if (!read.ok) return shown(request, reply, read, 400)
      const done = await request.attempt((tx) => leaveTeam(tx, { ...given, ...read.value }))
      if (done.ok) return reply.done(paths.team(given.teamId), 'Recorded')
      return shown(request, reply, faultAt(read, 'on', said(done.refusals)), 409)
    })
  }
