import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { faultAt, optionalDateField, optionalTextField, readForm, textField, typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { job } from '../../platform/who.ts'
import { mostFound, peopleExactly, providersNamed, type RecordFound } from '../store.ts'

const about = 'Find the provider or person a new account is for'
const policy = { roles: ['administrator'], about } as const
const template = 'app/pages/pick-record.njk'
const params = z.object({ kind: z.enum(['person', 'provider']) })

const personForm = z.object({
  number: optionalTextField('the number', { most: 50 }),
  familyName: optionalTextField('the family name', { most: 100 }),
  born: optionalDateField('the date of birth'),
})
const providerForm = z.object({ name: textField('a part of the provider’s name', { most: 200 }) })

type Kind = z.infer<typeof params>['kind']

const view = (kind: Kind, typed: Record<string, string>, found: readonly RecordFound[] | null) => ({
  kind,
  title: kind === 'person' ? 'Find the person' : 'Find the provider',
  typed,
  searched: found !== null,
  more:
    found?.length === mostFound
      ? `The first ${mostFound} are shown. If it is not among them, enter more of the name below.`
      : '',
  found: (found ?? []).map(({ id, name, about, born, account }) => ({
    value: id,
    text: name,
    hint: {
      text: [
        ...(born === null ? [] : [`Born ${longDate(born)}`]),
        ...(about === null ? [] : [about]),
        ...(account === null ? [] : [`Has an account already: ${account}`]),
      ].join('. '),
    },
  })),
})

/**
 * Finding the record of a new account. A provider is found by a part of its name. A person is found only by what whoever
 * asks must know already, a number or the family name with the date of birth, and each one shown counts as a look.
 */
export const pickRecordPages: StepPages = async (app) => {
  const url = '/admin/accounts/pick/:kind'
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) =>
    reply.page(template, view(request.params.kind, {}, null)),
  )

  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { kind } = request.params
    const typed = typedOf(request.body)
    if (kind === 'provider') {
      const read = readForm(providerForm, request.body)
      if (!read.ok) return reply.page(template, { ...view(kind, typed, null), ...read }, 400)
      return reply.page(template, view(kind, typed, await request.tx((tx) => providersNamed(tx, read.value.name))))
    }
    const read = readForm(personForm, request.body)
    if (!read.ok) return reply.page(template, { ...view(kind, typed, null), ...read }, 400)
    const { number, familyName, born } = read.value
    if (number === undefined && (familyName === undefined || born === undefined)) {
      const fault = faultAt(read, 'number', 'Enter a number, or the family name and the date of birth')
      return reply.page(template, { ...view(kind, typed, null), ...fault }, 400)
    }
    const both = familyName !== undefined && born !== undefined
    const wanted = { ...(number === undefined ? {} : { number }), ...(both ? { familyName, bornOn: born } : {}) }
    const found = await app.db.transaction(job('find a record for an account'), (tx) => peopleExactly(tx, wanted))
    await request.tx(async (tx) => {
      for (const { id } of found)
        await audit(tx, {
          action: 'people/looked-at',
          subject: 'page',
          personId: id,
          detail: { page: '/admin/accounts/pick' },
        })
    })
    return reply.page(template, view(kind, typed, found))
  })
}
