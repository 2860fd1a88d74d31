import { addDays, type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting, type Waiting } from '../../platform/waiting.ts'
import { paths } from '../paths.ts'
import { applicationsList } from './applications.ts'

const noticeDays = 60

/** Rates that end within sixty days with nothing to follow them: the commissioner decides, the provider should know. */
export async function waitingFor(tx: Tx): Promise<Waiting[]> {
  const { role, providerId } = tx.who
  if (role !== 'commissioner' && role !== 'provider') return []
  const ending = await tx.query<{ providerId: string; provider: string; lot: string; until: CalendarDate }>(sql`
    select p.provider_id as "providerId", p.name as provider, string_agg(distinct l.name, ', ' order by l.name) as lot, min(upper(r.in_force) - 1) as until
      from market.rate r join market.published_provider p on p.provider_id = r.provider_id join market.lot l on l.id = r.lot_id
     where upper(r.in_force) - 1 between ${tx.today}::date and ${addDays(tx.today, noticeDays)}::date
       and (${role} = 'commissioner' or r.provider_id::text = ${providerId ?? ''})
       and not exists (select from market.rate n where n.provider_id = r.provider_id and n.lot_id = r.lot_id and n.support_band = r.support_band and n.unit = r.unit and n.from_date >= upper(r.in_force))
     group by p.provider_id, p.name order by min(upper(r.in_force)), p.name, p.provider_id`)
  const prices = ending.map((one) =>
    role === 'commissioner'
      ? {
          what: one.provider,
          kind: 'Price that ends',
          why: `Prices for ${one.lot} end and nothing follows`,
          dueOn: one.until,
          href: paths.provider(one.providerId),
          act: 'Decide a rate',
        }
      : {
          what: `Your prices for ${one.lot}`,
          kind: 'Price that ends',
          why: `They end on ${shortDate(one.until)}. Talk with the council about what follows`,
          dueOn: one.until,
          href: paths.myService(),
          act: 'See my prices',
        },
  )
  return [...(role === 'commissioner' ? await applicationsThatWait(tx) : []), ...prices]
}

/** Applications that nobody has decided, the oldest first. */
async function applicationsThatWait(tx: Tx): Promise<Waiting[]> {
  const { applications } = await applicationsList(tx, { limit: mostWaiting, offset: 0 })
  return applications
    .filter(({ state }) => state === 'waits')
    .map((one) => ({
      what: one.name,
      kind: 'Application to join',
      recordId: one.id,
      why: `Applied on ${shortDate(one.sentOn)} for ${one.lots.join(', ')}`,
      href: paths.application(one.id),
      act: 'Check and decide',
    }))
}
