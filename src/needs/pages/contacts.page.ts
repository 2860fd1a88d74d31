import { z } from 'zod'
import { choiceField, dateField, dateTyped, optionalTextField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { type ContactRoute, contactRoutes } from '../contact-route.ts'
import { contactOutcomes } from '../event-outcome.ts'
import { paths } from '../paths.ts'
import { needsSentences } from '../refusals.ts'
import { closeContact, contactById, contactList, personName, recordContact } from '../store.ts'
import { closeContactView, contactListView, contactView, newContactView } from './contacts.view.ts'
import { needsRoles, ofPerson } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'

const routes = Object.keys(contactRoutes) as ContactRoute[]
const query = z.object({
  q: z.string().trim().max(200).catch(''),
  state: z.enum(['open', 'closed', 'all']).catch('open'),
  route: z.enum(routes).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
const newContact = z.object({
  receivedOn: dateField('the day the contact came'),
  route: choiceField('how it reached us', routes),
  askedBy: optionalTextField('who asked', { most: 200 }),
  whatWasAsked: textField('what was asked for', { most: 2000 }),
})
const answer = z.object({
  closedOn: dateField('the day of the answer'),
  outcome: choiceField('what happened next', contactOutcomes),
  reason: optionalTextField('the reason', { most: 2000 }),
})
const ofContact = ofPerson.extend({ contactId: z.uuid() })
const dayOf: Record<string, string> = { contact_in_the_future: 'receivedOn' }

/** Contacts: the list, a new one, and what happened next. */
export const contactPages: StepPages = async (app) => {
  const policy = { roles: needsRoles, about: 'Record requests for support and what happened next' }

  app.get('/needs/contacts', { config: { policy } }, async (request, reply) => {
    const asked = readAddress(query, request.query)
    const found = await request.tx((tx) =>
      contactList(tx, { words: asked.q, state: asked.state, route: asked.route, page: asked.page }),
    )
    return reply.page('needs/pages/contacts.njk', contactListView(found, asked))
  })

  app.get('/people/:personId/needs/contacts/new', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const shown = await request.tx(async (tx) => ({ who: await personName(tx, personId), today: tx.today }))
    const typed = dateTyped('receivedOn', shown.today)
    return reply.page('platform/pages/form.njk', { ...newContactView(personId, shown.who), typed })
  })

  app.post('/people/:personId/needs/contacts/new', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const form = readForm(newContact, request.body)
    const done = form.ok ? await request.attempt((tx) => recordContact(tx, { personId, ...form.value })) : undefined
    if (form.ok && done?.ok) return reply.done(paths.contact(personId, done.value), 'Contact recorded')
    const faults = refusalAt(form, done, 'receivedOn', dayOf)
    const who = await request.tx((tx) => personName(tx, personId))
    return reply.page('platform/pages/form.njk', { ...newContactView(personId, who), ...faults }, 400)
  })

  const ofMerged = true
  app.get('/people/:personId/needs/contacts/:contactId', { config: { policy, ofMerged } }, async (request, reply) => {
    const { personId, contactId } = ofContact.parse(request.params)
    const shown = await request.tx(async (tx) => ({
      contact: await contactById(tx, personId, contactId),
      today: tx.today,
    }))
    if (shown.contact.closedOn !== null) return reply.page('needs/pages/contact.njk', contactView(shown.contact))
    const typed = dateTyped('closedOn', shown.today)
    return reply.page('platform/pages/form.njk', { ...closeContactView(shown.contact), typed })
  })

  app.post('/people/:personId/needs/contacts/:contactId', { config: { policy } }, async (request, reply) => {
    const { personId, contactId } = ofContact.parse(request.params)
    const form = readForm(answer, request.body)
    const done = form.ok
      ? await request.attempt((tx) => closeContact(tx, { personId, contactId, ...form.value }))
      : undefined
    if (form.ok && done?.ok)
      return reply.done(
        form.value.outcome === 'assessment' ? paths.newAssessment(personId) : paths.needs(personId),
        'What happened next is recorded',
      )
    const faults = refusalAt(form, done, 'closedOn')
    const contact = await request.tx((tx) => contactById(tx, personId, contactId))
    if (contact.closedOn !== null)
      return reply.page('needs/pages/contact.njk', contactView(contact, needsSentences['contact_already_closed']), 409)
    return reply.page('platform/pages/form.njk', { ...closeContactView(contact), ...faults }, 400)
  })
}
