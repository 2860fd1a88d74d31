import { clockTime, weekdayName } from '../../core/calendar-date.ts'
import { countedThings } from '../../directory/index.ts'
import type { SessionFacts } from '../../directory/store.ts'
import { paths } from '../paths.ts'
import { payerNames, payerWords } from '../payers.ts'
import type { Named, Outcome } from '../store.ts'
import { bands } from '../support-bands.ts'
import { routes, routeWords } from '../week-session.ts'
import { everyWeeksAllowed } from '../weekly-pattern.ts'
import { type Field, formPage } from './form-page.ts'

/** "Tuesday 1pm to 4pm": when a session of the directory runs. */
export function whenWords(session: SessionFacts): string {
  const often = session.everyWeeks === 1 ? '' : `, every ${session.everyWeeks} weeks`
  const season = { all: '', term: ', term time only', holiday: ', school holidays only' }[session.season]
  return `${weekdayName(session.weekday)} ${clockTime(session.startMinute)} to ${clockTime(session.endMinute)}${often}${season}`
}

interface Ground {
  readonly personId: string
  readonly named: Named
  readonly outcomes: readonly Outcome[]
  readonly replaces?: string | undefined
}

/** The form that puts a session of the directory into the week. */
export function placedPage(given: Ground, session: SessionFacts, price: string) {
  return formPage({
    title: `Add ${session.name} to ${given.named.given}’s week`,
    lede: `${whenWords(session)}. ${[...new Set([session.organisation, session.site, session.town])].filter((part) => part !== null).join(', ')}.`,
    back: { href: paths.addSession(given.personId), text: 'Find another session' },
    action: `${paths.addSession(given.personId)}/new?session=${session.sessionId}${given.replaces === undefined ? '' : `&replaces=${given.replaces}`}`,
    button: 'Work out the cost and add',
    now: price,
    fields: shared(given, true),
  })
}

/** The form for an own arrangement: a personal assistant, a walk with a friend. */
export function ownPage(given: Ground, assistants: readonly { providerId: string; name: string }[]) {
  return formPage({
    title: `Add an own arrangement to ${given.named.given}’s week`,
    lede: 'For what no place of the directory offers: a personal assistant, a friend, a walk.',
    back: { href: paths.addSession(given.personId), text: 'Find a session instead' },
    action: `${paths.addSession(given.personId)}/own`,
    button: 'Work out the cost and add',
    fields: [
      { type: 'text', id: 'words', label: 'What is it?', hint: 'For example: swimming with Maxine' },
      {
        type: 'choice',
        id: 'weekday',
        label: 'Day',
        empty: 'Choose one',
        options: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), text: weekdayName(day) })),
      },
      { type: 'text', id: 'starts', label: 'Starts', hint: 'For example 13:30', width: '5' },
      { type: 'text', id: 'ends', label: 'Ends', width: '5' },
      {
        type: 'choice',
        id: 'season',
        label: 'Which weeks',
        options: [
          { value: 'all', text: 'All year' },
          { value: 'term', text: 'Term time only' },
          { value: 'holiday', text: 'School holidays only' },
        ],
      },
      {
        type: 'choice',
        id: 'providerId',
        label: 'Who provides it',
        empty: 'Nobody is paid, or not known yet',
        options: assistants.map(({ providerId, name }) => ({ value: providerId, text: name })),
      },
      { type: 'money', id: 'price', label: 'What one session costs', hint: 'Leave empty when it costs nothing' },
      ...shared(given, false),
    ],
  })
}

const mustBeThere: Field = {
  type: 'several',
  id: 'characteristics',
  label: 'What must be there for the person',
  hint: 'One is taken for them on every date. Leave empty when nothing is needed',
  options: countedThings.map(({ code, words }) => ({ value: code, text: words })),
}

function shared({ outcomes, named }: Ground, placed: boolean): Field[] {
  return [
    {
      type: 'choice',
      id: 'outcomeId',
      label: 'Outcome it serves',
      empty: 'Choose one',
      options: outcomes.map(({ outcomeId, words }) => ({ value: outcomeId, text: words })),
    },
    {
      type: 'choice',
      id: 'supportBand',
      label: 'Support',
      hint: placed ? 'How many people share one worker. The published price follows it' : '',
      options: bands.map((band) => ({ value: band, text: band === 'none' ? 'No support' : band })),
    },
    ...(placed ? [mustBeThere] : []),
    {
      type: 'choice',
      id: 'everyWeeks',
      label: 'How often',
      options: everyWeeksAllowed.map((every) => ({
        value: String(every),
        text: every === 1 ? 'Every week' : `Every ${every} weeks`,
      })),
    },
    { type: 'date', id: 'from', label: 'First day' },
    { type: 'date', id: 'until', label: 'Last day', hint: 'Leave empty if it goes on' },
    {
      type: 'choice',
      id: 'route',
      label: 'Route of the money',
      options: routes.map((route) => ({ value: route, text: routeWords[route] })),
    },
    {
      type: 'choice',
      id: 'purpose',
      label: 'What for',
      options: [
        { value: 'support', text: `${named.given}’s own support` },
        { value: 'carer_break', text: 'A break for a carer' },
        { value: 'taster', text: 'A taster' },
      ],
    },
    {
      type: 'choice',
      id: 'otherPayer',
      label: 'Who else pays',
      empty: 'Nobody: the council pays',
      options: payerNames
        .filter((payer) => payer !== 'council')
        .map((payer) => ({ value: payer, text: payerWords[payer] })),
    },
    { type: 'money', id: 'otherShare', label: 'Their share of one session', hint: 'Leave empty when nobody else pays' },
    { type: 'long', id: 'reason', label: 'Why this session?', rows: 2 },
  ]
}
