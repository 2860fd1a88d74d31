import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { claimHorizon } from '../../directory/index.ts'
import {
  makeOccurrences,
  releaseExpired,
  type SessionFacts,
  seatsTogether,
  sessionFacts,
  sessionsRunning,
  sessionsShortOfDates,
  vacanciesFor,
} from '../../directory/store.ts'
import { termsOfProviders } from '../../market/store.ts'
import { friendsOf } from '../../people/store.ts'
import { scheduledPrices } from '../../planning/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { scheduledDays } from '../looking-ahead.ts'
import type { Candidate } from '../wanted-place.ts'
import type { ToPlace } from './queue.ts'

/** Every session somebody offers that may serve this planned session, with dates, room, price and friends. */
export async function candidatesFor(tx: Tx, term: ToPlace, wide: { anyDay: boolean }): Promise<Candidate[]> {
  const running = await sessionsRunning(tx, {
    on: term.fromDate,
    weekday: wide.anyDay ? undefined : term.weekday,
    limit: 200,
  })
  const own =
    term.sessionId === null || running.some(({ sessionId }) => sessionId === term.sessionId)
      ? []
      : await sessionFacts(tx, [term.sessionId])
  const sessions = [...own, ...running]
  const ids = sessions.map(({ sessionId }) => sessionId)
  const from = term.fromDate > tx.today ? term.fromDate : addDays(tx.today, 1)
  const until = lastDay(from, term.untilDate, claimHorizon(tx.today, from))
  const short = await sessionsShortOfDates(tx, ids, until)
  if (short.length > 0) await makeOccurrences(tx, short, from, until)
  await releaseExpired(tx, ids)
  const vacancies = await vacanciesFor(tx, {
    sessionIds: ids,
    supportBand: term.supportBand,
    characteristics: term.characteristics,
    from,
    until,
  })
  const prices = await scheduledPrices(tx, {
    sessions: sessions.map((session) => ({ ...session, minutes: session.endMinute - session.startMinute })),
    supportBand: term.supportBand,
    on: from,
  })
  const terms = await termsOfProviders(
    tx,
    sessions.map(({ organisationId }) => organisationId),
    from,
  )
  const had = await minutesWith(tx, term.personId, from)
  const friends = await friendsOf(tx, term.personId)
  const together =
    friends.length === 0 ? [] : await seatsTogether(tx, { sessionIds: ids, personIds: friends, on: from })
  return sessions.map((session) => {
    const provider = terms.find(({ organisationId }) => organisationId === session.organisationId)
    const vacancy = vacancies.find(({ sessionId }) => sessionId === session.sessionId)
    return {
      ...named(session),
      at:
        session.latitude === null || session.longitude === null
          ? undefined
          : { latitude: session.latitude, longitude: session.longitude },
      inHouse: prices.get(session.sessionId)?.inHouse ?? false,
      price: prices.get(session.sessionId)?.perSession,
      dates: vacancy?.dates ?? 0,
      fitting: vacancy?.fitting ?? 0,
      firstFull: vacancy?.firstFull ?? undefined,
      lacking: vacancy?.lacking ?? [],
      friendsThere: together.find(({ sessionId }) => sessionId === session.sessionId)?.people ?? 0,
      suspended: provider?.suspended,
      leavesAfter: leavesMeanwhile(provider?.lastDay ?? null, term.untilDate),
      leastWeeklyMinutes: provider?.leastWeeklyMinutes ?? undefined,
      weeklyMinutesThere:
        (session.endMinute - session.startMinute) / term.everyWeeks + (had.get(provider?.providerId ?? '') ?? 0),
    }
  })
}

function named(session: SessionFacts) {
  const { sessionId, opportunityId, name, weekday, startMinute, endMinute } = session
  const { everyWeeks, season, accessFeatures, free } = session
  const provider = [session.organisation, session.town].filter((part) => part !== null).join(', ')
  const times = { weekday, startMinute, endMinute, everyWeeks, season }
  return { sessionId, opportunityId, name, provider, ...times, accessFeatures, free }
}

const leavesMeanwhile = (last: CalendarDate | null, until: CalendarDate | null) =>
  last !== null && (until === null || until > last) ? last : undefined

function lastDay(from: CalendarDate, until: CalendarDate | null, horizon: CalendarDate): CalendarDate {
  const looked = addDays(from, scheduledDays) < horizon ? addDays(from, scheduledDays) : horizon
  return until !== null && until < looked ? until : looked
}

/** The minutes a week a person has with each provider on or after a day. */
async function minutesWith(tx: Tx, personId: string, on: CalendarDate): Promise<Map<string, number>> {
  const rows = await tx.query<{ providerId: string; minutes: number }>(sql`
    select l.provider_id as "providerId", sum((t.end_minute - t.start_minute)::float8 / t.every_weeks) as minutes
      from brokerage.placement l join planning.session_term t on t.id = l.term_id
     where l.person_id = ${personId} and (upper_inf(l.in_force) or upper(l.in_force) > ${on}::date) and not isempty(l.in_force)
     group by l.provider_id order by l.provider_id`)
  return new Map(rows.map(({ providerId, minutes }) => [providerId, minutes]))
}
