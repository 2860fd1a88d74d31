import { type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { leastHoursHint } from '../least-hours.ts'
import { paths } from '../paths.ts'
import type { ProviderDetails } from '../store.ts'

const backTo = ({ id, name }: ProviderDetails) => ({ href: paths.provider(id), text: name })

/** The form that stops new offers to a provider; who has a place there keeps it. */
export const suspendPage = (provider: ProviderDetails) => ({
  title: `Suspend ${provider.name}`,
  lede: 'Nothing new is offered to it while this lasts. People who have a place there keep it.',
  warning: 'The provider reads the reason on its first page.',
  back: backTo(provider),
  action: paths.suspend(provider.id),
  button: 'Suspend',
  hidden: [],
  fields: [
    { type: 'date', id: 'from', label: 'First day', hint: 'Today or later' },
    { type: 'date', id: 'until', label: 'Last day (optional)', hint: 'Leave empty to go on until somebody ends it' },
    { type: 'long', id: 'reason', label: 'Why?' },
  ],
})

/** The form that ends a suspension. */
export const liftPage = (provider: ProviderDetails) => ({
  title: `End the suspension of ${provider.name}`,
  lede: 'From today it can be offered work again.',
  back: backTo(provider),
  action: paths.lift(provider.id),
  button: 'End the suspension',
  hidden: [],
  fields: [{ type: 'long', id: 'reason', label: 'Why does it end?' }],
})

const stillThere = (people: number) =>
  people === 0
    ? 'Nobody has a place there after today.'
    : `${people} ${people === 1 ? 'person has' : 'people have'} a place there after today. They keep it until each is placed elsewhere: brokers and social workers read so on their first page.`

/** What goes on after a provider has left until somebody ends it: its block contracts, which are ended one by one. */
function contractsThatStand({ contracts }: ProviderDetails, today: CalendarDate): string {
  const open = contracts.filter(({ until }) => until === undefined || until >= today)
  if (open.length === 0) return ''
  const named = open.map(
    ({ reference, until }) => `${reference}${until === undefined ? '' : ` (until ${shortDate(until)})`}`,
  )
  return ` Its block ${open.length === 1 ? 'contract is' : 'contracts are'} not ended by this: ${named.join(', ')}.`
}

/** The form that ends a provider’s lots and prices after a last day, with who is still there. */
export const leavePage = (provider: ProviderDetails, people: number, today: CalendarDate) => ({
  title: `${provider.name} leaves the framework`,
  lede: 'Its lots and published prices end after the last day.',
  warning: 'This cannot be undone. It can only join again.',
  now: `${stillThere(people)}${contractsThatStand(provider, today)}`,
  back: backTo(provider),
  action: paths.leave(provider.id),
  button: 'End its lots and prices',
  hidden: [],
  fields: [
    { type: 'date', id: 'lastDay', label: 'Last day', hint: 'Today or later' },
    { type: 'long', id: 'reason', label: 'Why?', hint: 'The provider reads it' },
  ],
})

/** The form by which a provider says how few hours are too few for one person. */
export const leastHoursPage = (minutes: number | undefined) => ({
  title: 'The least you can take on',
  lede: 'Brokers do not ask you for less than this for one person.',
  back: { href: paths.myService(), text: 'My service' },
  action: paths.leastHours(),
  button: 'Save',
  hidden: [],
  typed: { hours: minutes === undefined ? '' : String(minutes / 60) },
  fields: [
    {
      type: 'text',
      id: 'hours',
      label: 'Hours a week',
      hint: `${leastHoursHint}. Leave it empty if you take on any number`,
      width: 5,
    },
  ],
})

/** The form that records a notice of the framework’s legal route. */
export const noticePage = (frameworkId: string) => ({
  title: 'Record a notice',
  lede: 'The notices of the framework’s legal route. A decision names the one it was made under.',
  warning: 'This cannot be undone.',
  back: { href: paths.applications(), text: 'Applications' },
  action: paths.notice(frameworkId),
  button: 'Record the notice',
  hidden: [],
  fields: [
    {
      type: 'radios',
      id: 'kind',
      label: 'What kind of notice is it?',
      options: [
        { value: 'tender', text: 'Invitation to join' },
        { value: 'award', text: 'Award' },
        { value: 'change', text: 'Change' },
        { value: 'other', text: 'Another' },
      ],
    },
    { type: 'text', id: 'reference', label: 'Reference', hint: 'As it stands on the notice', width: 20 },
    { type: 'date', id: 'publishedOn', label: 'When was it published?' },
  ],
})
