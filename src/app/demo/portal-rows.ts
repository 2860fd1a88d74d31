import { addDays } from '../../core/calendar-date.ts'
import type { Making } from './planning.ts'
import { put } from './settings.ts'

/** What the provider of the trial's own account has with the council: a paper to look at, a price it asks for, a reply to a call, and a thread. */
export function portalRows(making: Making): void {
  const { tables, staff, settings, id } = making
  const account = staff.accounts.find(({ username }) => username.startsWith('provider@'))
  const rate = (tables.get('market.rate') ?? []).find((one) => one['provider_id'] === account?.providerId)
  if (account?.providerId === undefined || rate === undefined) return
  const { today } = settings
  const providerId = account.providerId
  put(tables, 'market.document', {
    id: id('document staff checks'),
    provider_id: providerId,
    kind: 'staff_checks',
    words: 'List of enhanced checks of our seven workers, the last of this month',
    expires_on: addDays(today, 365),
    sent_by: account.id,
    sent_on: addDays(today, -2),
  })
  put(tables, 'market.rate_proposal', {
    id: id('rate proposal'),
    provider_id: providerId,
    lot_id: rate['lot_id'],
    support_band: rate['support_band'],
    unit: rate['unit'],
    price_pence: Number(rate['price_pence']) + 150,
    from_date: addDays(today, 60),
    reason: 'Wages and the rent of the hall go up in spring',
    proposed_by: account.id,
    proposed_on: addDays(today, -3),
  })
  callReply(making, { id: account.id, providerId })
  const said = (name: string, days: number, words: string, by: { id: string; name: string }, fromProvider: boolean) =>
    put(tables, 'brokerage.message', {
      id: id(`message ${name}`),
      provider_id: providerId,
      from_provider: fromProvider,
      words,
      sent_by: by.id,
      sender: by.name,
      sent_at: `${addDays(today, days)}T09:30:00Z`,
    })
  said('key', -6, 'Is there a key for the side door? Two people come by wheelchair.', staff.broker, false)
  said('ramp', -5, 'Yes, and the ramp is out from 9:30. Phone when the taxi is near.', account, true)
  said('january', -1, 'Could you take one more person on Thursdays from January?', staff.broker, false)
  put(tables, 'brokerage.message_read', {
    message_id: id('message key'),
    read_by: account.id,
    read_at: `${addDays(today, -5)}T08:00:00Z`,
  })
}

/** What that provider offers to the open call; nobody reads it before the closing day is over. */
function callReply(
  { tables, settings: { today }, id }: Making,
  account: { readonly id: string; readonly providerId: string },
): void {
  const row = (table: string, name: unknown) => (tables.get(table) ?? []).find((one) => one['id'] === name)
  const organisation = row('directory.organisation', row('market.provider', account.providerId)?.['organisation_id'])
  if (organisation === undefined) return
  const sent = { replied_on: addDays(today, -2), recorded_by: account.id }
  const replyId = id('call reply of the provider')
  put(tables, 'market.call_reply', {
    id: replyId,
    call_id: id('call open'),
    provider_id: account.providerId,
    name: organisation['name'],
    ...sent,
  })
  put(tables, 'market.call_offer', {
    id: id('call offer of the provider'),
    reply_id: replyId,
    version: 1,
    offers: 'A Saturday at the farm once a month. Our barn has a hoist and a changing place since May.',
    from_date: addDays(today, 60),
    weekdays: [6],
    places: 6,
    least_weekly_minutes: 240,
    price_pence: 4500,
    unit: 'session',
    sent_by: account.id,
    sent_on: sent.replied_on,
  })
}
