import { type Sql, sql } from '../../platform/db.ts'

/**
 * Joins the person (as `p`: `name`, `died_on`) to each of a few rows, looked up by the id that stands in them; rows about somebody whom
 * the reader may not see fall away. For lists of what waits: joined as a whole, everybody would be read to name a few.
 */
export const eachPerson = (personId: Sql): Sql => sql`
  cross join lateral (select x.name, x.died_on from people.published_person x where x.person_id = ${personId} limit 1) p`

/**
 * Everybody of the caller's teams today, for a list that asks something of each of them: the part of the statement that names them as
 * `m.person_id`. Beginning here, a statement looks each of them up; beginning with the rows of everybody, it asks of each row whose it is.
 */
export const peopleOfMyTeams = sql`people.in_my_teams m`
