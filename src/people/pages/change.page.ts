import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { type FormErrors, faultAt, typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { peopleSentences } from '../sentences.ts'
import { endBond, endFact, listPeople, type PersonRecord, personRecord } from '../store.ts'
import { aroundParts } from './around-parts.page.ts'
import { ownParts } from './own-parts.page.ts'
import type { Part } from './part.page.ts'

const parts = new Map([...ownParts, ...aroundParts].map((one) => [one.slug, one]))
const policy = { roles: ['practitioner', 'team_manager'], about: 'Change what a record says about a person' } as const
const params = z.object({ personId: z.uuid(), part: z.string() })
const endable = ['contact_way', 'communication_need', 'tie', 'care_relation', 'authority'] as const

interface Shown {
  readonly errors: FormErrors['errors']
  readonly at: Record<string, string>
  readonly typed: Record<string, string>
  readonly found?: readonly { value: string; text: string; hint: { text: string } }[]
}

function partOf(slug: string): Part {
  const found = parts.get(slug)
  if (found === undefined) throw new NotFound('page')
  return found
}

/** People whose name was typed, to choose from: a bond needs the right one of two with the same name. */
async function candidates(request: FastifyRequest, personId: string, text: string) {
  const { people } = await request.tx((tx) => listPeople(tx, { text }, 1))
  return people
    .filter((person) => person.person_id !== personId)
    .map((person) => ({
      value: person.person_id,
      text: person.name,
      hint: { text: `Born ${longDate(person.born_on)}${person.team === null ? '' : `, ${person.team}`}` },
    }))
}

function view(personId: string, part: Part, record: PersonRecord, shown: Shown, now: ReturnType<Part['now']>) {
  const { slug, title, lede, button, warning } = part
  return {
    ...shown,
    found: shown.found ?? [],
    title,
    lede,
    button,
    warning: warning ?? '',
    now: now.words,
    version: now.version ?? '',
    fields: part.fields(record),
    action: paths.change(personId, slug),
    back: paths.details(personId),
  }
}

async function save(request: FastifyRequest, reply: FastifyReply) {
  const { personId, part: slug } = params.parse(request.params)
  const part = partOf(slug)
  const today = request.server.db.clock.today()
  const record = await request.tx((tx) => personRecord(tx, personId))
  const now = part.now(record, today)
  const show = (shown: Shown, status: number) =>
    reply.page('people/pages/change.njk', view(personId, part, record, shown, now), status)
  const body = typedOf(request.body)
  const reading = part.read(request.body, today)
  const asked = part.fields(record).some((field) => field.type === 'person')
  if (asked && (body['otherId'] ?? '') === '') {
    const name = (body['other'] ?? '').trim()
    const found = name === '' ? [] : await candidates(request, personId, name)
    const text =
      found.length > 0
        ? `Choose which person you mean${found.length < ROWS_A_PAGE - 1 ? '' : '. If it is none of these, go back and enter more of the name'}`
        : `No record matches “${name}”. Check the name, or open a record for them first`
    return show({ ...faultAt(reading, 'other', name === '' ? 'Type the name' : text), found }, 400)
  }
  if (!reading.ok) return show(reading, 400)
  const saved = await request.attempt((tx) => reading.save(tx, personId, String(body['version'] ?? '')))
  if (saved.ok) return reply.done(paths.details(personId), part.done)
  const first = part.fields(record)[0]?.id ?? ''
  return show(
    faultAt(
      reading,
      first,
      peopleSentences[saved.refusals[0] ?? ''] ?? 'This cannot be saved as the record stands now. Look at it again',
    ),
    409,
  )
}

/** One page for each thing that can be changed; and the ending of what no longer holds. */
export const changePages: StepPages = async (app) => {
  app.get('/people/:personId/people/:part', { config: { policy } }, async (request, reply) => {
    const { personId, part: slug } = params.parse(request.params)
    const part = partOf(slug)
    const record = await request.tx((tx) => personRecord(tx, personId))
    const now = part.now(record, app.db.clock.today())
    return reply.page(
      'people/pages/change.njk',
      view(personId, part, record, { errors: [], at: {}, typed: now.typed }, now),
    )
  })
  app.post('/people/:personId/people/:part', { config: { policy } }, save)
  app.post('/people/:personId/people/end', { config: { policy } }, async (request, reply) => {
    const { personId } = z.object({ personId: z.uuid() }).parse(request.params)
    const sent = z.object({ kind: z.enum(endable), id: z.uuid() }).safeParse(request.body)
    if (!sent.success) throw new NotFound('record')
    const { kind, id } = sent.data
    const ended = await request.attempt((tx) =>
      kind === 'contact_way' || kind === 'communication_need'
        ? endFact(tx, { personId, table: kind, id })
        : endBond(tx, { personId, bond: kind, id }),
    )
    return reply.done(paths.details(personId), ended.ok ? 'It is ended from today' : 'Somebody had ended it already')
  })
}
