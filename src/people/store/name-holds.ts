import { type Sql, sql } from '../../platform/db.ts'
import { searchWords } from '../search-key.ts'

/** True of a row whose person (`p`) has each word of what was typed in their name, whatever its accents, hyphens and apostrophes. */
export function nameHolds(typed: string): Sql {
  const parts = searchWords(typed).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  return parts.length === 0 ? sql`true` : sql`people.search_key(p.name, '') like all (${parts}::text[])`
}
