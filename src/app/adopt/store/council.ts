import { addCalendarPeriods, calendarPeriods } from '../../../directory/store.ts'
import { addLot, frameworks, lots, openFramework } from '../../../market/store.ts'
import { addLocalityTeam, teamsAround } from '../../../people/store.ts'
import type { Tx } from '../../../platform/db.ts'
import type { CouncilPolicy } from '../../council-policy/council-policy.ts'
import { type AdoptedPart, adoptedPart } from '../adopted.ts'
import { sortOut } from '../sort-out.ts'
import { calendarStanding, wantedCalendar, wantedFramework, wantedLots, wantedTeams } from '../wanted.ts'

/** Sets up the locality teams that are missing. */
export async function adoptTeams(tx: Tx, policy: CouncilPolicy, acceptAssumptions: boolean): Promise<AdoptedPart> {
  const standing = new Map((await teamsAround(tx)).map((team) => [team.name, `area ${team.localArea}`]))
  const sorted = sortOut(wantedTeams(policy, tx.today), standing, { acceptAssumptions, dated: false })
  for (const { thing } of sorted.toAdd) await addLocalityTeam(tx, thing)
  return adoptedPart('teams', sorted)
}

/** Records the framework when it is missing. */
export async function adoptFramework(tx: Tx, policy: CouncilPolicy, acceptAssumptions: boolean): Promise<AdoptedPart> {
  const standing = new Map((await frameworks(tx)).map(({ name, legalRoute }) => [name, legalRoute]))
  const sorted = sortOut(wantedFramework(policy, tx.today), standing, { acceptAssumptions, dated: false })
  for (const { thing, assumption } of sorted.toAdd)
    await openFramework(tx, {
      ...thing,
      reason: assumption === undefined ? 'Council policy' : 'Council policy (assumption)',
    })
  return adoptedPart('framework', sorted)
}

/** Adds the lots that are missing, to the framework when it stands. */
export async function adoptLots(tx: Tx, policy: CouncilPolicy, acceptAssumptions: boolean): Promise<AdoptedPart> {
  const named = policy.value('lots.framework', tx.today).name
  const frameworkId = (await frameworks(tx)).find(({ name }) => name === named)?.id
  const standing = new Map((await lots(tx)).map(({ name, description }) => [name, description ?? 'no description']))
  const sorted = sortOut(wantedLots(policy, tx.today), standing, { acceptAssumptions, dated: false })
  for (const { thing } of sorted.toAdd) await addLot(tx, { ...thing, frameworkId })
  return adoptedPart('lots', sorted)
}

/** Adds the bank holidays and school terms that share no day with what stands of their kind. */
export async function adoptCalendar(tx: Tx, policy: CouncilPolicy, acceptAssumptions: boolean): Promise<AdoptedPart> {
  const wanted = wantedCalendar(policy)
  const standing = calendarStanding(wanted, await calendarPeriods(tx))
  const sorted = sortOut(wanted, standing, { acceptAssumptions, dated: false })
  await addCalendarPeriods(
    tx,
    sorted.toAdd.map(({ thing }) => thing),
  )
  return adoptedPart('bank holidays and school terms', sorted)
}
