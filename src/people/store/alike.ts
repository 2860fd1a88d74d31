import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'
import { type Keyed, keyed, type SameReason, samePersonKeyed, sameReasons } from '../same-person.ts'
import { type PossiblySame, possiblySame } from './person.ts'
import { toldApartFrom } from './told-apart.ts'

interface Side {
  readonly personId: string
  readonly name: string
  readonly bornOn: CalendarDate
  readonly team: string | null
}

/** Two records that may be one person. Of a restricted one that the reader may not open neither name nor team is told. */
export interface AlikePair {
  readonly one: Side
  readonly other: Side
  readonly mayOpen: boolean
  readonly why: SameReason
}

interface Row {
  readonly one: string
  readonly one_given: string
  readonly one_family: string
  readonly one_born: CalendarDate
  readonly one_team: string | null
  readonly other: string
  readonly other_given: string
  readonly other_family: string
  readonly other_born: CalendarDate
  readonly other_team: string | null
  readonly may_open: boolean
  readonly restricted: boolean
}

/** Names made ready for comparing, once for each that comes. */
function readyNames() {
  const ready = new Map<string, Keyed>()
  return (givenName: string, familyName: string, bornOn: CalendarDate): Keyed => {
    const name = `${bornOn}${givenName}|${familyName}`
    const before = ready.get(name)
    if (before !== undefined) return before
    const made = keyed({ givenName, familyName, bornOn })
    ready.set(name, made)
    return made
  }
}

function pairOf(row: Row, ready: ReturnType<typeof readyNames>): AlikePair | undefined {
  const why = samePersonKeyed(
    ready(row.one_given, row.one_family, row.one_born),
    ready(row.other_given, row.other_family, row.other_born),
  )
  if (why === undefined) return undefined
  const hidden = row.restricted && !row.may_open
  return {
    one: {
      personId: row.one,
      name: `${row.one_given} ${row.one_family}`,
      bornOn: row.one_born,
      team: row.one_team,
    },
    other: {
      personId: row.other,
      name: hidden ? 'A restricted record' : `${row.other_given} ${row.other_family}`,
      bornOn: row.other_born,
      team: hidden ? null : row.other_team,
    },
    mayOpen: row.may_open,
    why,
  }
}

/** Every pair of records of which one is in a manager's teams and both may be one person; the likeliest first, then by name. */
export async function alikeRecords(tx: Tx): Promise<AlikePair[]> {
  const rows = await tx.query<Row>(sql`
    select one, one_given, one_family, one_born, one_team, other, other_given, other_family, other_born, other_team, may_open, restricted
      from people.alike_pairs()`)
  const found = new Map<string, AlikePair>()
  const ready = readyNames()
  for (const row of rows) {
    const pair = pairOf(row, ready)
    if (pair === undefined) continue
    const key = `${row.one} ${row.other}`
    const before = found.get(key)
    if (before === undefined || sameReasons.indexOf(pair.why) < sameReasons.indexOf(before.why)) found.set(key, pair)
  }
  return [...found.values()].sort(
    (a, b) =>
      sameReasons.indexOf(a.why) - sameReasons.indexOf(b.why) ||
      a.one.name.localeCompare(b.one.name, 'en-GB') ||
      (a.one.personId < b.one.personId ? -1 : 1),
  )
}

/** Other records that may be this person, as when a record is opened; without those who were said to be somebody else. */
export async function alikeTo(tx: Tx, personId: string): Promise<PossiblySame[]> {
  const own = await tx.query<{
    given_name: string
    family_name: string
    born_on: CalendarDate
    nhs: string | null
  }>(sql`
    select n.given_name, n.family_name, p.born_on,
           (select i.value from people.identifier i where i.person_id = p.id and i.kind = 'nhs_number' and i.ended_on is null) as nhs
      from people.person p join people.person_name n on n.person_id = p.id and n.kind in ('legal', 'preferred') and n.in_force @> ${tx.today}::date
     where p.id = ${personId} order by n.kind`)
  if (own.length === 0) throw new NotFound('person')
  const apart = new Set((await toldApartFrom(tx, personId)).map((one) => one.otherId))
  const found = new Map<string, PossiblySame>()
  for (const { given_name, family_name, born_on, nhs } of own)
    for (const one of await possiblySame(tx, {
      givenName: given_name,
      familyName: family_name,
      bornOn: born_on,
      nhsNumber: nhs ?? undefined,
    }))
      if (one.person_id !== personId && !apart.has(one.person_id) && !found.has(one.person_id))
        found.set(one.person_id, one)
  return [...found.values()]
}
