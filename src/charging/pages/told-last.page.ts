import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Tx } from '../../platform/db.ts'
import type { Circumstances } from '../circumstances.ts'
import { asksForJourneys } from '../estimate/asks.ts'
import type { SwitchName } from '../local-policy.ts'
import { assessmentsOf, personCharged, standingSwitches, submissionsOf } from '../store.ts'

/** When something was sent about somebody's money that is still open; what is sent now takes its place. */
export async function openSent(tx: Tx, personId: string): Promise<Date | undefined> {
  return (await submissionsOf(tx, personId)).find(
    ({ withdrawnOn, replacedAt, assessmentId }) => withdrawnOn === null && replacedAt === null && assessmentId === null,
  )?.sentAt
}

/** Whose money a form is about, and which choices of the council decide what it asks. */
export async function personAsked(
  tx: Tx,
  personId: string,
): Promise<{ name: string; bornOn: CalendarDate; switched: ReadonlySet<SwitchName> }> {
  const person = await personCharged(tx, personId)
  const standing = await standingSwitches(tx)
  const asking = standing.filter(({ name, value }) => name !== 'transportJourney' || asksForJourneys(Number(value)))
  return { ...person, switched: new Set(asking.map(({ name }) => name)) }
}

/** What was told last about somebody's money, by anybody and not taken back; a correction begins from it, so that nothing gets lost. */
export async function toldLast(tx: Tx, personId: string): Promise<Circumstances | undefined> {
  const [sent] = (await submissionsOf(tx, personId)).filter(({ withdrawnOn }) => withdrawnOn === null)
  const [assessed] = await assessmentsOf(tx, personId)
  return sent !== undefined && (assessed === undefined || sent.sentAt > assessed.recordedAt)
    ? sent.answers
    : assessed?.answers
}
