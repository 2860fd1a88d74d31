import { isLongPause, longPauseDays } from '../../brokerage/index.ts'
import { pausesNow } from '../../brokerage/store.ts'
import { addDays, daysBetween, shortDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Progress, Waiting } from '../../platform/waiting.ts'
import { paths } from '../paths.ts'
import { unmarkedBefore, unmarkedDays } from './register.ts'
import { groupsToTell, peopleToTellOf } from './to-tell.ts'

/** Days whose register is not complete, for the provider and for finance, which cannot pay before; whom to tell that a date is cancelled; and pauses that somebody has to look at. */
export async function waitingFor(tx: Tx): Promise<Waiting[]> {
  const { role } = tx.who
  const tells = role === 'provider' || role === 'practitioner' || role === 'team_manager'
  const looks = role === 'broker' || role === 'practitioner' || role === 'team_manager'
  return [
    ...(await daysToMark(tx)),
    ...(tells ? await cancellationsToTell(tx) : []),
    ...(looks ? await pausesToLookAt(tx) : []),
  ]
}

/** Whoever has still to hear that a date of theirs is cancelled or takes place after all: the provider and their own team may tell them. One line for each closure. */
async function cancellationsToTell(tx: Tx): Promise<Waiting[]> {
  const groups = (await groupsToTell(tx)).map((one) => ({
    what:
      one.kind === 'closed'
        ? `${one.site} is closed from ${shortDate(one.from)}`
        : `${one.site} is open again from ${shortDate(one.openFrom ?? one.from)}`,
    kind: 'Person to tell of a closed building',
    recordId: `${one.closureId}-${one.kind}`,
    count: one.people,
    why: `${one.reason}. ${one.people === 1 ? '1 person is' : `${one.people} people are`} still to be told`,
    dueOn: one.firstOn,
    href: paths.toTellOf(one.closureId, one.kind),
    act: 'Tell them',
  }))
  const single = (await peopleToTellOf(tx)).map((one) => ({
    what: `Cancelled: ${one.session}, ${shortDate(one.on)}`,
    kind: 'Person to tell of a cancelled date',
    ...(tx.who.role === 'provider'
      ? {}
      : { personId: one.personId, personName: `${one.givenName} ${one.familyName}`.trim() }),
    why: `${one.kind === 'closed' ? 'The building is closed' : 'The provider cancelled it'}. Nobody has noted that the person was told`,
    dueOn: one.on,
    href: paths.toTell(),
    act: 'Tell them',
  }))
  return [...groups, ...single]
}

/** Pauses that have run long, or have no last day a week after they began: one line for each person. */
async function pausesToLookAt(tx: Tx): Promise<Waiting[]> {
  const pauses = (await pausesNow(tx)).filter(
    ({ began, from, until, goesOn }) =>
      !goesOn &&
      from <= tx.today &&
      (isLongPause({ began, today: tx.today }) || (until === null && addDays(began, openDays) <= tx.today)),
  )
  return [...new Set(pauses.map(({ personId }) => personId))].flatMap((personId) => {
    const own = pauses.filter((one) => one.personId === personId)
    return own.slice(0, 1).map(({ began, until, title, personName }) => ({
      what: own.length === 1 ? `Paused: ${title}` : `Paused: ${own.length} places`,
      kind: 'Pause to look at',
      personId,
      personName,
      why: `Away for ${daysBetween(began, tx.today)} days, since ${shortDate(began)}. ${own.some((one) => one.until === null) ? 'No last day is known' : `Until ${shortDate(until ?? began)}`}. Are the places still right?`,
      dueOn: addDays(began, longPauseDays),
      href: paths.pauses(personId),
      act: 'Look',
    }))
  })
}
/** A pause without a last day is asked about after a week: ours. */
const openDays = 7

async function daysToMark(tx: Tx): Promise<Waiting[]> {
  const { role, providerId } = tx.who
  if (role !== 'provider' && role !== 'finance') return []
  const own = role === 'provider' ? providerId : undefined
  const older = (await unmarkedBefore(tx, own)).map((one) => ({
    what: `${role === 'provider' ? 'Registers' : `Registers of ${one.provider}`} before ${shortDate(one.before)}`,
    kind: 'Register to mark',
    recordId: one.providerId,
    count: one.days,
    why: `${one.unmarked === 1 ? '1 date is' : `${one.unmarked} dates are`} not marked, the first on ${shortDate(one.first)}. Nothing is paid for them before`,
    dueOn: one.first,
    href: paths.register(one.first, role === 'provider' ? undefined : one.providerId),
    act: 'Mark',
  }))
  const days = (await unmarkedDays(tx, own)).map(({ on, provider, unmarked, providerId: whose }) => ({
    what: role === 'provider' ? `Register of ${shortDate(on)}` : `Register of ${provider}, ${shortDate(on)}`,
    kind: 'Register to mark',
    why: unmarked === 1 ? '1 person is not marked' : `${unmarked} people are not marked`,
    dueOn: on,
    href: paths.register(on, role === 'provider' ? undefined : whose),
    act: 'Mark',
  }))
  return [...older, ...days]
}

/** Where the person stands: how many dates have been marked, and when the last was. */
export async function progress(tx: Tx, personId: string): Promise<Progress> {
  const { marked, last, ahead } = await tx.one<{ marked: number; last: Waiting['dueOn'] | null; ahead: number }>(sql`
    select count(*) filter (where mark_id is not null)::int as marked, max(on_date) filter (where mark_id is not null) as last,
           count(*) filter (where on_date >= ${tx.today})::int as ahead
      from delivery.published_occasion where person_id = ${personId}`)
  if (marked > 0) {
    const words = marked === 1 ? '1 session marked' : `${marked} sessions marked`
    return { state: ahead > 0 ? 'now' : 'done', words, ...(last ? { on: last } : {}) }
  }
  return ahead > 0 ? { state: 'now', words: 'First session ahead' } : { state: 'next', words: 'No dates yet' }
}
