import { addDays, addMonths, type CalendarDate } from '../../core/calendar-date.ts'
import type { Making } from './planning.ts'
import { type DemoSettings, put, type Row } from './settings.ts'
import type { DemoOpportunity, Supply } from './supply.ts'

const earlier = ({ today }: DemoSettings, days: number) => addDays(today, -days)
const at = (date: CalendarDate) => `${date}T10:00:00Z`

/** How long ago somebody looked at an entry: mostly within three months, one community thing in eight more than six months ago. */
export const lookedDaysAgo = ({ name, free }: DemoOpportunity): number =>
  free && name.length % 8 === 3 ? 190 + name.length : (name.length * 7) % 90

/**
 * What keeps the directory true, in the middle of its work: who looked, a change that waits for the council and one that was not
 * approved, something closed for a while, and a fault that somebody reported. Once a borough.
 */
export function truthRows(making: Making, supply: Supply): void {
  const { tables, staff, settings, id } = making
  const providerOf = new Map(supply.providers.map((one) => [one.organisationId, one]))
  const nameOf = new Map(supply.organisations.map((one) => [one.id, one.name]))
  for (const one of supply.opportunities) {
    const provider = providerOf.get(one.organisationId)
    const ownWord = provider !== undefined && !one.free && one.name.length % 3 === 0
    const on = earlier(settings, lookedDaysAgo(one))
    put(tables, 'directory.entry_check', {
      id: id(`look ${one.id}`),
      opportunity_id: one.id,
      checked_on: on,
      checked_by: ownWord ? staff.providerAccount(provider.id).id : staff.commissioner.id,
      result: 'right',
      looked_for: ownWord ? 'provider' : 'council',
      looker: ownWord ? (nameOf.get(one.organisationId) ?? provider.name) : 'commissioner',
      recorded_at: at(on),
    })
    if (lookedDaysAgo(one) > 184)
      for (const months of [3, 6])
        put(tables, 'directory.entry_reminder', {
          id: id(`question ${one.id} ${months}`),
          opportunity_id: one.id,
          months,
          counted_from: on,
          made_on: addMonths(on, months),
        })
  }
  proposals(making, supply)
  placeAskedFor(making, supply)
  const community = supply.opportunities.filter(({ free }) => free)
  const [closed, wrong] = [community[4], community[7]]
  if (closed !== undefined)
    put(tables, 'directory.entry_pause', {
      id: id('closed for a while'),
      opportunity_id: closed.id,
      from_date: earlier(settings, 6),
      until_date: addDays(settings.today, 15),
      reason: 'The hall’s boiler is being replaced',
      recorded_by: staff.broker.id,
    })
  if (wrong !== undefined)
    put(tables, 'directory.fault_report', {
      id: id('fault'),
      opportunity_id: wrong.id,
      words: 'It starts at half past ten now, not at ten.',
      reported_at: at(earlier(settings, 2)),
    })
}

/** The provider of the demo would like its first entry to say more; an older wish was not approved. */
function proposals({ tables, staff, settings, id }: Making, supply: Supply): void {
  const account = staff.accounts.find(({ username }) => username.startsWith('provider@'))
  const provider = supply.providers.find((one) => one.id === account?.providerId)
  const entry = supply.opportunities.find(({ organisationId }) => organisationId === provider?.organisationId)
  const row = tables.get('directory.opportunity')?.find((one) => one['id'] === entry?.id)
  if (account === undefined || provider === undefined || row === undefined) return
  const stood = contentOf(row)
  const own = { opportunity_id: row['id'], stood, looker: provider.name, proposed_by: account.id }
  const [before, lately] = [earlier(settings, 70), earlier(settings, 3)]
  put(tables, 'directory.entry_proposal', {
    ...own,
    id: id('proposal not approved'),
    proposed: { ...stood, summary: 'The best days out in the whole county!' },
    note: null,
    proposed_at: at(before),
    proposed_on: before,
    decision: 'rejected',
    reason: 'Please say what people do there, so that they can tell whether it suits them.',
    decided_by: staff.commissioner.id,
    decided_at: at(addDays(before, 2)),
  })
  put(tables, 'directory.entry_proposal', {
    ...own,
    id: id('proposal that waits'),
    proposed: {
      ...stood,
      summary: 'Gardening, walking and a shared lunch, at your own pace.',
      whatToBring: 'Sturdy shoes, a drink, and a coat that may get muddy.',
      phone: '01632 960456',
    },
    note: 'We have a new phone number since this week.',
    proposed_at: at(lately),
    proposed_on: lately,
    decision: null,
    reason: null,
    decided_by: null,
    decided_at: null,
  })
}

/** The same provider asks for a second place. */
function placeAskedFor({ tables, staff, settings, id }: Making, supply: Supply): void {
  const account = staff.accounts.find(({ username }) => username.startsWith('provider@'))
  const provider = supply.providers.find((one) => one.id === account?.providerId)
  if (account === undefined || provider === undefined) return
  const lately = earlier(settings, 2)
  put(tables, 'directory.site_proposal', {
    id: id('place that waits'),
    organisation_id: provider.organisationId,
    name: 'Hazel Grove allotments',
    line_1: 'Mill Lane',
    town: 'Crewe',
    postcode: 'CW1 9ZZ',
    access_features: ['step_free', 'parking'],
    access_words: 'The paths are firm. There is a toilet, not a large one.',
    opening_words: 'Every day from nine until it is dark',
    phone: null,
    email: null,
    note: 'We would like to garden here from spring.',
    looker: provider.name,
    proposed_by: account.id,
    proposed_at: at(lately),
    proposed_on: lately,
    decision: null,
    reason: null,
    decided_by: null,
    decided_at: null,
  })
}

/** The words of an entry as they stand in its row. */
const contentOf = (row: Row) => ({
  name: row['name'],
  summary: row['summary'],
  whatHappens: row['what_happens'],
  whoFor: row['who_for'],
  free: row['free'],
  priceFromPence: null,
  costWords: null,
  howToJoin: row['how_to_join'],
  whatToBring: null,
  timesWords: null,
  accessWords: null,
  accessFeatures: [...(row['access_features'] as string[])].sort(),
  phone: row['phone'],
  email: row['email'],
  website: null,
})
