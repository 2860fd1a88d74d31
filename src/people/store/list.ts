import type { CalendarDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { empty, join, type Sql, sql, type Tx } from '../../platform/db.ts'
import { parseNhsNumber } from '../nhs-number.ts'
import { birthDayTyped } from '../person-fields.ts'
import { isCloseTo, searchKey, searchWords } from '../search-key.ts'

export interface PeopleFilter {
  readonly text?: string | undefined
  readonly teamId?: string | undefined
  readonly supportReason?: string | undefined
  readonly area?: string | undefined
  /** Only these people. */
  readonly among?: readonly string[] | undefined
}

export interface PersonLine {
  readonly person_id: string
  readonly name: string
  readonly born_on: CalendarDate
  readonly died_on: CalendarDate | null
  readonly support_reason: string | null
  readonly team: string | null
  readonly local_area: string | null
  readonly postcode: string | null
}

const numbered = (values: readonly string[]) =>
  sql`select i.person_id from people.identifier i where i.value = any (${[...values]}::text[]) and i.ended_on is null`

/** The numbers that a text may be: an NHS number or the council's own, which may have letters. */
function numbersTyped(text: string): string[] {
  const plain = text.trim()
  const nhs = parseNhsNumber(text)
  if (nhs !== undefined) return [plain, nhs]
  return /\d/.test(plain) ? [...new Set([plain, plain.toUpperCase()])] : []
}

/** What a name must be like for each word of a text to begin a word of it; none where there are no words. */
const likeEach = (text: string): string[] => searchWords(text).map((word) => `% ${word.replace(/[\\%_]/g, '\\$&')}%`)

/** Into whom records were merged that are found by this name or number: asked of the merged records alone, which are few. */
async function survivorsBy(tx: Tx, text: string): Promise<string[]> {
  const words = likeEach(text)
  const found = await tx.query<{ id: string }>(sql`
    select m.survivor_id as id from people.merge m
      left join lateral (select i.id from people.identifier i where i.person_id = m.merged_id and i.value = any (${numbersTyped(text)}::text[])
                          and (i.ended_on is null or i.kind || ' ' || i.value = any (m.took)) limit 1) i on true
      left join lateral (select n.id from people.person_name n where n.person_id = m.merged_id and ${words.length > 0}
                          and n.sought_as like all (${words}::text[]) limit 1) n on true
     where m.taken_back_at is null and num_nonnulls(i.id, n.id) > 0 order by m.survivor_id`)
  return found.map(({ id }) => id)
}

function searched(text: string, survivors: readonly string[]): Sql {
  const plain = text.trim()
  const numbers = numbersTyped(text)
  const also = survivors.length === 0 ? empty : sql`or p.person_id = any (${[...survivors]}::uuid[])`
  if (parseNhsNumber(text) !== undefined || /^\d+$/.test(plain))
    return sql`and (p.person_id in (${numbered(numbers)}) ${also})`
  // A council's own number may look like the first half of a postcode.
  const own = numbers.length === 0 ? undefined : numbered(numbers)
  const postcode = plain.toUpperCase().replace(/\s/g, '')
  if (/^[A-Z]{1,2}\d[A-Z\d]?(\d[A-Z]{2})?$/.test(postcode))
    return sql`and (replace(p.postcode, ' ', '') like ${postcode} || '%' ${own === undefined ? empty : sql`or p.person_id in (${own})`} ${also})`
  const born = birthDayTyped(plain)
  if (born !== undefined) return sql`and p.born_on = ${born}::date`
  const words = likeEach(text)
  if (words.length === 0) return empty
  const named = sql`select people.named_like(${words}::text[])`
  return sql`and (p.person_id in (${own === undefined ? named : sql`${own} union all ${named}`}) ${also})`
}

function conditions(filter: PeopleFilter, survivors: readonly string[]): Sql {
  return join(
    [
      filter.text === undefined || filter.text.trim() === '' ? empty : searched(filter.text, survivors),
      filter.teamId === undefined ? empty : sql`and p.team_id = ${filter.teamId}::uuid`,
      filter.supportReason === undefined ? empty : sql`and p.support_reason = ${filter.supportReason}`,
      filter.among === undefined ? empty : sql`and p.person_id = any (${filter.among}::uuid[])`,
      filter.area === undefined ? empty : sql`and p.local_area = ${filter.area}`,
    ],
    ' ',
  )
}

/** One page of the people whom the reader may see, by family name, with how many there are in all. */
export async function listPeople(
  tx: Tx,
  filter: PeopleFilter,
  page: number,
): Promise<{ people: PersonLine[]; total: number }> {
  const survivors = filter.text === undefined || filter.text.trim() === '' ? [] : await survivorsBy(tx, filter.text)
  const where = conditions(filter, survivors)
  const rows = await tx.query<PersonLine & { total: number }>(sql`
    with found as materialized (
      select p.person_id, p.name, p.born_on, p.died_on, p.support_reason, p.team, p.local_area, p.postcode, p.family_name, p.given_name
        from people.published_person p where true ${where}),
    shown as (
      select * from found p order by lower(p.family_name), lower(p.given_name), p.person_id
       limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE})
    select c.total, p.person_id, p.name, p.born_on, p.died_on, p.support_reason, p.team, p.local_area, p.postcode
      from (select count(*) as total from found) c left join shown p on true
     order by lower(p.family_name), lower(p.given_name), p.person_id`)
  const people = rows.filter(({ person_id }) => person_id !== null)
  const total = rows[0]?.total ?? 0
  return { people, total }
}

/** When nobody matches: the people whose name is a slip of the pen away from what was typed. At most five, among those with one first letter. */
export async function closestPeople(tx: Tx, text: string): Promise<PersonLine[]> {
  const first = [...new Set(searchWords(text).map((word) => searchKey(word).slice(0, 1)))].filter((letter) =>
    /[\p{L}\d]/u.test(letter),
  )
  if (first.length === 0) return []
  const letters = first.map((letter) => `% ${letter}%`)
  const near = await tx.query<PersonLine>(sql`
    select p.person_id, p.name, p.born_on, p.died_on, p.support_reason, p.team, p.local_area, p.postcode
      from people.published_person p
     where ' ' || people.search_key(p.name, '') like any (${letters}::text[])
     order by lower(p.family_name), lower(p.given_name), p.person_id limit 20000`)
  return near.filter((person) => isCloseTo(text, person.name)).slice(0, 5)
}

export interface TeamLine {
  readonly id: string
  readonly name: string
  readonly local_area: string
}

/** Every locality team that has not ended, by name. */
export function teams(tx: Tx): Promise<TeamLine[]> {
  return tx.query<TeamLine>(sql`select id, name, local_area from people.team where ended_on is null order by name`)
}
