import { longDate, shortDate } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import { contactRoutes } from '../contact-route.ts'
import { contactOutcomes, eventOutcomes } from '../event-outcome.ts'
import { paths } from '../paths.ts'
import type { Contact } from '../store.ts'

interface Asked {
  readonly q: string
  readonly state: 'open' | 'closed' | 'all'
  readonly route?: string | undefined
  readonly page: number
}

const states = { open: 'Not answered yet', closed: 'Answered', all: 'All' }

/** The list of contacts, the longest wait first. */
export function contactListView({ contacts, found }: { contacts: readonly Contact[]; found: number }, asked: Asked) {
  const query = new URLSearchParams({ q: asked.q, state: asked.state, ...(asked.route ? { route: asked.route } : {}) })
  const narrowed = asked.q !== '' || asked.route !== undefined || asked.state !== 'open'
  return {
    lede: found === 1 ? '1 contact.' : `${found.toLocaleString('en-GB')} contacts.`,
    q: asked.q,
    narrowed,
    states: Object.entries(states).map(([value, text]) => ({ value, text, selected: value === asked.state })),
    routes: [
      { value: '', text: 'Any way', selected: asked.route === undefined },
      ...Object.entries(contactRoutes).map(([value, { plain }]) => ({
        value,
        text: plain,
        selected: value === asked.route,
      })),
    ],
    rows: contacts.map((contact) => ({
      cells: [
        {
          text: contact.personName,
          href: paths.contact(contact.personId, contact.contactId),
          hidden: `, contact of ${longDate(contact.receivedOn)}`,
        },
        { text: shortDate(contact.receivedOn) },
        { text: contactRoutes[contact.route].plain },
        {
          text: contact.whatWasAsked ?? '–',
          note: contact.onMerged ? 'on a record that was merged into this person’s' : '',
        },
        contact.outcome === null
          ? { tag: 'To answer', colour: 'orange' }
          : { text: eventOutcomes[contact.outcome].plain, note: contact.closedOn ? shortDate(contact.closedOn) : '' },
      ],
    })),
    pager: {
      page: asked.page,
      pages: pagesOf(found),
      href: `${paths.contacts()}?${query}&page=`,
    },
  }
}

/** The form for a new contact. */
export function newContactView(personId: string, who: { name: string }) {
  return {
    title: 'Record a contact',
    lede: `${who.name}, or somebody for them, asked for support.`,
    back: { href: paths.needs(personId), text: 'Needs' },
    action: paths.newContact(personId),
    button: 'Record the contact',
    warning: '',
    now: '',
    hidden: [],
    fields: [
      { type: 'date', id: 'receivedOn', label: 'When did it come?', hint: 'For example 27 3 2026' },
      {
        type: 'radios',
        id: 'route',
        label: 'How did it reach us?',
        options: Object.entries(contactRoutes).map(([value, { plain }]) => ({ value, text: plain })),
      },
      {
        type: 'text',
        id: 'askedBy',
        label: 'Who asked? (if not the person)',
        hint: 'For example: her sister, the GP',
        width: '20',
      },
      {
        type: 'long',
        id: 'whatWasAsked',
        label: 'What was asked for?',
        hint: 'In the person’s own words where you can',
      },
    ],
  }
}

function facts(contact: Contact): string {
  const by = contact.askedBy === null ? '' : ` by ${contact.askedBy}`
  return `Asked on ${longDate(contact.receivedOn)}${by}: ${contact.whatWasAsked ?? 'nothing was written down'}. ${contactRoutes[contact.route].plain}.`
}

/** The form for what happened next after a contact. */
export function closeContactView(contact: Contact) {
  return {
    title: 'What happened next?',
    lede: `Contact of ${contact.personName}.`,
    back: { href: paths.needs(contact.personId), text: 'Needs' },
    action: paths.contact(contact.personId, contact.contactId),
    button: 'Record what happened',
    warning: '',
    now: facts(contact),
    hidden: [],
    fields: [
      { type: 'date', id: 'closedOn', label: 'On what day was it answered?', hint: 'For example 27 3 2026' },
      {
        type: 'radios',
        id: 'outcome',
        label: 'What happened next?',
        hint: 'One answer, from the national list. Of a second record of one person: “Something else”; say below under which number the request goes on',
        options: contactOutcomes.map((code) => ({ value: code, text: eventOutcomes[code].plain })),
      },
      {
        type: 'long',
        id: 'reason',
        label: 'Why? (optional)',
        hint: 'What was said or given: a leaflet, a phone number, a place to try',
      },
    ],
  }
}

/** A contact that was answered. */
export function contactView(contact: Contact, told?: string) {
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })
  return {
    title: `Contact of ${longDate(contact.receivedOn)}`,
    told: told ?? (contact.onMerged ? 'This stands on a record that was merged into another of this person.' : ''),
    back: paths.needs(contact.personId),
    assess: contact.outcome === 'assessment' ? paths.newAssessment(contact.personId) : '',
    rows: [
      row('What was asked', contact.whatWasAsked ?? 'Nothing was written down'),
      row('Asked by', contact.askedBy ?? 'The person'),
      row('How it reached us', contactRoutes[contact.route].plain),
      row('What happened next', contact.outcome === null ? 'Not answered yet' : eventOutcomes[contact.outcome].plain),
      row(
        'Answered',
        contact.closedOn === null
          ? '–'
          : `${longDate(contact.closedOn)}${contact.closedByName === null ? '' : ` by ${contact.closedByName}`}`,
      ),
      row('Why', contact.outcomeReason ?? '–'),
    ],
  }
}
