import { day } from '../../src/core/calendar-date.ts'
import { createPerson, type NewPerson } from '../../src/people/store.ts'
import { type Db, sql, type Tx } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import { jobWho, who } from './who.ts'

export const nell = { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-14') }
/** The same person, with a slip of the pen in the name. */
export const slip = { ...nell, familyName: 'Ashwroth' }

/** Two teams; a manager and a practitioner of the first, a manager of the second; records opened as needed. */
export async function twoRecords(db: Db) {
  const [teamId, otherTeamId, mary, dev] = [newId(), newId(), newId(), newId()]
  await db.transaction(jobWho(), async (tx) => {
    await tx.query(
      sql`insert into people.team (id, name, local_area) values (${teamId}, 'Crewe', 'Crewe'), (${otherTeamId}, 'Poynton', 'Poynton')`,
    )
    await tx.query(sql`
      insert into platform.account (id, username, role, display_name, password_hash)
      values (${mary}, 'mary', 'team_manager', 'Mary Lunt', 'x'), (${dev}, 'dev', 'practitioner', 'Dev Patel', 'x')`)
    await tx.query(sql`
      insert into people.team_of_staff (staff_id, team_id, from_date, recorded_by) values (${mary}, ${teamId}, '2020-01-01', ${mary}), (${dev}, ${teamId}, '2020-01-01', ${mary})`)
  })
  const as =
    (role: 'team_manager' | 'practitioner', accountId: string, teamIds = [teamId]) =>
    <T>(work: (tx: Tx) => Promise<T>) =>
      db.transaction(who(role, { accountId, teamIds }), work)
  return {
    teamId,
    otherTeamId,
    mary,
    asMary: as('team_manager', mary),
    asDev: as('practitioner', dev),
    asElsewhere: as('team_manager', newId(), [otherTeamId]),
    open: (person: Partial<NewPerson> = {}) =>
      db.transaction(jobWho(), (tx) => createPerson(tx, { ...nell, teamId, ...person })),
  }
}
