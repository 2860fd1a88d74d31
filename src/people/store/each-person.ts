import { type Sql, sql } from '../../platform/db.ts'

/**
 * Joins the person (as `p`: `name`, `died_on`) to each of a few rows, looked up by the id that stands in them; rows about somebody whom
 * the reader may not see fall away. For lists of what waits: joined as a whole, everybody would be read to name a few.
 */
export const eachPerson = (personId: Sql): Sql => sql`
  cross join lateral (select x.name, x.died_on from people.published_person x where x.person_id = ${personId} limit 1) p`
