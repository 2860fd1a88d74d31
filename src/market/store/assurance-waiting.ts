import { addDays, shortDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting, type Waiting } from '../../platform/waiting.ts'
import type { AssuranceRule } from '../assurance.ts'
import { needsOf } from '../assurance-list.ts'
import { concernDue } from '../concern.ts'
import { paths } from '../paths.ts'
import { assuredServices } from './assured-services.ts'
import { concernsOf } from './concerns.ts'
import { voicesWaiting } from './voices.ts'

const several = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** What waits of visits, concerns and actions: for the commissioner each concern and what is late; for a provider what it has to put right. */
export async function assuranceWaitingFor(tx: Tx, rule: AssuranceRule): Promise<Waiting[]> {
  return tx.who.role === 'provider' ? ownActions(tx) : forTheCommissioner(tx, rule)
}

async function forTheCommissioner(tx: Tx, rule: AssuranceRule): Promise<Waiting[]> {
  const concerns = await concernsOf(tx, { undecided: true })
  const voices = await voicesWaiting(tx)
  const unsigned = await tx.query<{ id: string; service: string; by: string }>(sql`
    select v.id, o.name as service, coalesce(s.name, 'Somebody') as by from market.assurance_visit v join directory.opportunity o on o.id = v.opportunity_id left join platform.published_staff s on s.staff_id = v.visited_by
     where v.made_on is not null and v.signed_on is null and v.called_off_on is null and v.visited_by::text <> ${tx.who.staffId ?? ''} order by v.made_on, v.id limit ${mostWaiting}`)
  const services = await assuredServices(tx)
  const late = (need: 'visit' | 'actions' | 'said done') =>
    services.filter((one) => needsOf(one, rule, tx.today).includes(need)).length
  const list = (need: 'visit' | 'actions' | 'said done') => `${paths.assurance()}?${new URLSearchParams({ need })}`
  const counted = (need: 'visit' | 'actions' | 'said done', kind: string, why: string) => {
    const count = late(need)
    const words = `${several(count, 'service', 'services')}: ${why}`
    return count === 0 ? [] : [{ what: 'How services are', kind, why: words, count, href: list(need), act: 'Look' }]
  }
  return [
    ...concerns.map((one) => ({
      what: one.service,
      kind: 'Concern',
      recordId: one.id,
      why: `Raised on ${shortDate(one.raisedOn)}`,
      dueOn: concernDue(one.raisedOn, rule),
      href: paths.concern(one.id),
      act: 'Decide',
    })),
    ...unsigned.map(({ id, service, by }) => ({
      what: service,
      kind: 'Visit to sign',
      recordId: id,
      why: `Made by ${by}`,
      href: paths.visit(id),
      act: 'Read and sign',
    })),
    ...counted('said done', 'Service to look at again', 'something is said to be put right'),
    ...counted('actions', 'Service late to put right', 'something is not put right by its day'),
    ...counted('visit', 'Visit that is late', 'the day of the next visit is past'),
    ...(voices === 0
      ? []
      : [
          {
            what: 'What people say',
            kind: 'Voice to read',
            count: voices,
            why: `${voices} to read before ${voices === 1 ? 'it is' : 'they are'} quoted`,
            href: `${paths.voices()}?state=waits`,
            act: 'Read',
          },
        ]),
  ]
}

async function ownActions(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.query<{ id: string; what: string; dueOn: Waiting['dueOn'] }>(sql`
    select a.action_id as id, a.what, a.due_on as "dueOn" from market.action_now a
     where a.provider_id::text = ${tx.who.providerId ?? ''} and a.owner = 'provider' and coalesce(a.last_step, 'asked_again') = 'asked_again' and a.due_on <= ${addDays(tx.today, 60)}::date
     order by a.due_on, a.action_id limit ${mostWaiting}`)
  return rows.map(({ id, what, dueOn }) => ({
    what,
    kind: 'To put right',
    recordId: id,
    why: 'The council asked for it after a visit or a concern',
    ...(dueOn === undefined ? {} : { dueOn }),
    href: paths.action(id),
    act: 'Say that it is done',
  }))
}
