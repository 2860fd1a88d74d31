import { weekdayName } from '../../core/calendar-date.ts'
import { paths } from '../paths.ts'
import type { Message, Thread } from '../store.ts'
import { instantWords } from './page-parts.ts'

interface Named {
  readonly givenName: string | null
  readonly familyName: string | null
}

/** "Ivy R.": a provider sees the first name and an initial; staff the whole name. */
function nameOf({ givenName, familyName }: Named, whole: boolean): string {
  if (givenName === null) return 'somebody'
  if (familyName === null || familyName === '') return givenName
  return whole ? `${givenName} ${familyName}` : `${givenName} ${familyName.charAt(0)}.`
}

/** The threads of the council with providers. */
export const threadsTable = (list: readonly Thread[]) => ({
  caption: list.length === 1 ? '1 thread' : `${list.length} threads`,
  captionHidden: true,
  stacked: true,
  head: [{ text: 'Provider' }, { text: 'Last message' }, { text: 'When' }, { text: 'State' }],
  rows: list.map((one) => ({
    cells: [
      { text: one.name, href: paths.thread(one.providerId) },
      { text: one.last.length > 120 ? `${one.last.slice(0, 117)}…` : one.last },
      { text: instantWords(one.lastAt) },
      one.unread > 0
        ? { tag: `${one.unread} unread`, colour: 'orange' }
        : one.lastFromProvider
          ? { tag: 'Not answered', colour: 'blue' }
          : { text: 'You wrote last' },
    ],
  })),
})

/** One thread: what was said, and the form for the next message. */
export function threadView(given: {
  id: string
  thread: { readonly providerId: string; readonly name: string }
  messages: readonly Message[]
  subjects: {
    readonly sessions: readonly { readonly id: string; readonly name: string; readonly weekday: number }[]
    readonly people: readonly (Named & { readonly id: string })[]
  }
  provider: boolean
  peopleToo: boolean
}) {
  const { thread, provider, subjects } = given
  return {
    title: provider ? 'Messages with the council' : `Messages with ${thread.name}`,
    lede: provider
      ? 'Brokers and commissioners read what you write. What is about a person is read only by brokers who may see that person.'
      : given.peopleToo
        ? 'The provider, and brokers and commissioners of the council, read this. What is about a person is read only by brokers who may see that person.'
        : 'The provider, and brokers and commissioners of the council, read this. Messages about people are for brokers and not shown here.',
    back: provider ? { href: '/home', text: 'Home' } : { href: paths.messages(), text: 'Messages' },
    action: paths.thread(thread.providerId),
    id: given.id,
    about: [
      ...subjects.sessions.map(({ id, name, weekday }) => ({
        value: `session:${id}`,
        text: `${name}, ${weekdayName(weekday)}`,
      })),
      ...subjects.people.map((person) => ({ value: `person:${person.id}`, text: nameOf(person, !provider) })),
    ],
    messages: given.messages.map((one) => {
      const mine = one.fromProvider === provider
      return {
        sender: mine && provider ? 'You' : one.sender,
        side: one.fromProvider ? thread.name : 'The council',
        when: instantWords(one.sentAt),
        about: [one.session ?? '', one.personId === null ? '' : nameOf(one, !provider)].filter(Boolean).join(', '),
        words: one.words,
        read: mine ? (one.readAt === null ? 'Not read yet' : `Read ${instantWords(one.readAt)}`) : '',
        isNew: !mine && one.readAt === null,
      }
    }),
  }
}
