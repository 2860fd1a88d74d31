import { type CalendarDate, clockTime, longDate, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { countWords } from '../../core/list-page.ts'
import { dayInEngland, minuteInEngland } from '../../core/local-time.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting, type Progress, type Waiting } from '../../platform/waiting.ts'
import { paths } from '../paths.ts'
import { placesAtLeaving } from './leaving.ts'
import { unreadThreads } from './messages.ts'
import { offersToMe } from './offers.ts'
import { toPlace } from './queue.ts'

/** What waits for whoever asks: sessions to place for a broker, offers to answer for a provider, people at a provider that leaves, messages nobody has opened. */
export async function waitingFor(tx: Tx): Promise<Waiting[]> {
  const { role } = tx.who
  const reads = role === 'broker' || role === 'provider' || role === 'commissioner'
  const places = role === 'broker' || role === 'practitioner' || role === 'team_manager'
  return [
    ...(reads ? await workFor(tx) : []),
    ...(places ? await peopleToPlaceElsewhere(tx) : []),
    ...(reads ? await messagesToRead(tx) : []),
  ]
}

/** Each provider that leaves while people have a place there that goes on, with how many they are: brokers and their social workers are told. */
async function peopleToPlaceElsewhere(tx: Tx): Promise<Waiting[]> {
  const places = await placesAtLeaving(tx)
  const providers = [...new Set(places.map(({ providerId }) => providerId))]
  return providers.flatMap((providerId) => {
    const own = places.filter((one) => one.providerId === providerId)
    const people = new Set(own.map(({ personId }) => personId)).size
    return own.slice(0, 1).map(({ provider, lastDay }) => ({
      what: provider,
      kind: 'Provider that leaves',
      count: people,
      why: `Its last day is ${shortDate(lastDay)}. ${people} ${people === 1 ? 'person needs' : 'people need'} another place`,
      dueOn: lastDay,
      href: paths.leaving(),
      act: 'See who',
    }))
  })
}

/** Messages of the other side that nobody of this side has opened, thread by thread. */
async function messagesToRead(tx: Tx): Promise<Waiting[]> {
  return (await unreadThreads(tx)).map((thread) => ({
    what: tx.who.role === 'provider' ? 'Message from the council' : `Message from ${thread.name}`,
    kind: 'Message to read',
    why: `${thread.unread === 1 ? '1 message' : `${thread.unread} messages`} not read, the last on ${shortDate(dayInEngland(thread.lastAt))}`,
    href: paths.thread(thread.providerId),
    act: 'Read',
  }))
}

async function workFor(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role === 'broker') {
    const { sessions } = await toPlace(tx, { search: '', state: 'all', page: 1, perPage: mostWaiting })
    return sessions.map((session) => ({
      what: `Find a place: ${session.title}, ${weekdayName(session.weekday)}`,
      kind: 'Place to find',
      personId: session.personId,
      personName: session.personName,
      why:
        session.heldUntil !== null
          ? 'A place is held and will be given back'
          : session.agreed
            ? 'The plan is agreed'
            : 'The week is approved, its cost is not yet',
      dueOn: session.fromDate,
      href: paths.match(session.personId, session.termId),
      act: session.offersAccepted > 0 || session.heldUntil !== null ? 'Place' : 'Find a place',
    }))
  }
  if (tx.who.role === 'provider') {
    const offers = await offersToMe(tx)
    return offers
      .filter(({ answer, withdrawn, answerBy }) => answer === null && !withdrawn && answerBy > tx.now)
      .map((offer) => ({
        what: `Offer: ${offer.session}, ${weekdayName(offer.weekday)}`,
        kind: 'Offer to answer',
        why: `Someone would like to come from ${longDate(offer.fromDate)}. Answer by ${clockTime(minuteInEngland(offer.answerBy))} on ${shortDate(dayInEngland(offer.answerBy))}`,
        dueOn: dayInEngland(offer.answerBy),
        href: paths.offer(offer.offerId),
        act: 'Answer',
      }))
  }
  return []
}

/** Where a person's places stand, as one line of their journey. */
export async function progress(tx: Tx, personId: string): Promise<Progress> {
  const { wanted, drafts, offers, placed, paused, first } = await tx.one<{
    drafts: number
    offers: number
    wanted: number
    placed: number
    paused: number
    first: string | null
  }>(sql`
    select count(*) filter (where not t.agreed and t.session_id is not null)::int as drafts,
           coalesce(sum((select count(*) from brokerage.offer o where o.term_id = t.id and o.withdrawn_at is null)) filter (where not t.agreed), 0)::int as offers,
           count(*) filter (where t.agreed and (t.session_id is not null or b.term_id is not null))::int as wanted, count(l.id)::int as placed,
           count(l.id) filter (where exists (select from brokerage.pause x where x.placement_id = l.id and x.in_force @> ${tx.today}::date))::int as paused, min(l.from_date)::text as first
      from planning.session_term t
      left join lateral (select x.term_id from planning.budget_line x where x.term_id = t.id and x.provider_id is not null and not isempty(x.in_force) limit 1) b on true
      left join brokerage.placement l on l.term_id = t.id and not isempty(l.in_force) and l.ended_on is null
     where t.person_id = ${personId} and t.withdrawn_at is null and not isempty(t.in_force) and (upper_inf(t.in_force) or upper(t.in_force) > ${tx.today}::date)`)
  if (wanted === 0 && offers > 0)
    return { state: 'now', words: `${countWords(offers, 'offer', 'offers')} sent, no session agreed yet` }
  if (wanted === 0) return { state: 'next', words: drafts > 0 ? 'No session agreed yet' : 'No session to place yet' }
  if (placed < wanted) return { state: 'now', words: `${placed} of ${wanted} sessions placed` }
  const all = wanted === 1 ? 'Its one session is placed' : `All ${wanted} sessions placed`
  const words = paused === 0 ? all : `${all}, ${paused === wanted ? 'paused now' : `${paused} paused now`}`
  return first === null ? { state: 'done', words } : { state: 'done', words, on: first as CalendarDate }
}
