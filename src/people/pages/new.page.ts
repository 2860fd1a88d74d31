import { z } from 'zod'
import type { Tx } from '../../platform/db.ts'
import { faultAt, optionalTextField, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { codesFor } from '../detail-codes.ts'
import { paths } from '../paths.ts'
import { birthDay, isPhoneNumber, nhsNumber, phoneFault, postcode } from '../person-fields.ts'
import { createPerson, type NewPerson, type PossiblySame, possiblySame, teams } from '../store.ts'

const reasons = codesFor('primary_support_reason') ?? []
const addressWithoutLine = 'Enter the first line of the address, or leave the town and postcode empty'
const emptyAsNone = <T>(schema: z.ZodType<T>) =>
  z.preprocess((value) => (value === '' || value === undefined ? undefined : value), schema.optional())

const newPersonForm = (today: Tx['today']) =>
  z
    .object({
      givenName: z
        .string()
        .trim()
        .min(1, 'Enter the first name')
        .max(100, 'The first name must be 100 letters or fewer'),
      familyName: z
        .string()
        .trim()
        .min(1, 'Enter the family name')
        .max(100, 'The family name must be 100 letters or fewer'),
      bornOn: z.preprocess((value) => value ?? '', birthDay(today)),
      nhsNumber: emptyAsNone(nhsNumber),
      localId: optionalTextField('the number in your other system', { most: 50 }),
      teamId: z.uuid('Select the team'),
      supportReason: emptyAsNone(z.enum(reasons as [string, ...string[]], 'Select the main reason for support')),
      line1: optionalTextField('the first line of the address', { most: 200 }),
      town: optionalTextField('the town', { most: 100 }),
      postcode: emptyAsNone(postcode),
      phone: optionalTextField('the phone number', { most: 50 }).refine(
        (text) => text === undefined || isPhoneNumber(text),
        phoneFault,
      ),
      email: emptyAsNone(z.email('An email address must look like name@example.org').max(200)),
      someoneElse: z.string().optional(),
    })
    .superRefine(({ line1, town, postcode: code }, context) => {
      if (line1 === undefined && (town !== undefined || code !== undefined))
        context.addIssue({ code: 'custom', path: ['line1'], message: addressWithoutLine })
    })

type Read = z.infer<ReturnType<typeof newPersonForm>>

function newPersonOf(read: Read): NewPerson {
  const { line1, town, postcode: code } = read
  return {
    givenName: read.givenName,
    familyName: read.familyName,
    bornOn: read.bornOn,
    teamId: read.teamId,
    nhsNumber: read.nhsNumber,
    localId: read.localId,
    phone: read.phone,
    email: read.email,
    address: line1 === undefined ? undefined : { line1, town, postcode: code },
    details: {
      client_type: 'Service user',
      ...(read.supportReason === undefined ? {} : { primary_support_reason: read.supportReason }),
    },
  }
}

async function choices(tx: Tx) {
  const all = await teams(tx)
  const own = all.filter((team) => tx.who.teamIds.includes(team.id))
  return own.length > 0 ? own : all
}

/** Opening a record: the fewest facts that make somebody findable; a warning before a second record of one person. */
export const newPersonPages: StepPages = async (app) => {
  const policy = { roles: ['practitioner', 'team_manager'], about: 'Open a new person’s record' } as const
  const show = (
    given: object,
    ownTeams: readonly { id: string; name: string }[],
    same: readonly PossiblySame[] = [],
  ) => ({
    ...given,
    teams: ownTeams.map((team) => ({ value: team.id, text: team.name })),
    reasons: reasons.map((reason) => ({ value: reason, text: reason })),
    same: same.map((person) => ({ ...person, href: person.may_open ? paths.record(person.person_id) : '' })),
  })
  app.get('/people/new', { config: { policy } }, async (request, reply) =>
    reply.page('people/pages/new.njk', show({ errors: [], at: {}, typed: {} }, await request.tx(choices))),
  )
  app.post('/people/new', { config: { policy } }, async (request, reply) => {
    const ownTeams = await request.tx(choices)
    const read = readForm(newPersonForm(app.db.clock.today()), request.body)
    if (!read.ok) return reply.page('people/pages/new.njk', show(read, ownTeams), 400)
    if (!ownTeams.some((team) => team.id === read.value.teamId))
      return reply.page(
        'people/pages/new.njk',
        show(faultAt(read, 'teamId', 'Select one of your teams'), ownTeams),
        400,
      )
    const same = await request.tx((tx) => possiblySame(tx, read.value))
    const numberTaken = same.some((person) => person.why === 'same NHS number')
    if (numberTaken || (same.length > 0 && read.value.someoneElse !== 'yes')) {
      const fault = numberTaken
        ? 'This NHS number is on another record. Open that record, or check the number'
        : 'Check the records below before you open another'
      return reply.page(
        'people/pages/new.njk',
        show(faultAt(read, numberTaken ? 'nhsNumber' : 'same', fault), ownTeams, same),
        409,
      )
    }
    const made = await request.attempt((tx) => createPerson(tx, newPersonOf(read.value)))
    if (!made.ok) {
      const fault = faultAt(read, 'localId', 'A number you gave is on another record already. Check it')
      return reply.page('people/pages/new.njk', show(fault, ownTeams), 409)
    }
    return reply.done(paths.details(made.value), 'The record is open. Next: how to talk with the person')
  })
}
