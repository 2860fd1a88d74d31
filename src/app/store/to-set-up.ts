import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting, type Waiting } from '../../platform/waiting.ts'

/**
 * What a council that starts has still to do, for its administrator: its own data, its people, and everybody in a team.
 * An administrator sees nobody’s record, so whether there is any is told.
 */
export async function toSetUp(tx: Tx, nobodyThere: boolean): Promise<Waiting[]> {
  if (tx.who.role !== 'administrator') return []
  const adopted = (await tx.maybe(sql`select id from people.team limit 1`)) !== undefined
  if (!adopted) return [ownData]
  const staff = await tx.query<{ name: string }>(sql`
    select s.name from platform.published_staff s join platform.account a on a.id = s.staff_id and a.disabled_at is null
     where s.role in ('practitioner', 'team_manager')
       and not exists (select from people.team_of_staff m where m.staff_id = s.staff_id and not isempty(m.in_force)
                          and (upper_inf(m.in_force) or upper(m.in_force) > ${tx.today}::date))
     order by lower(s.name), s.staff_id limit ${mostWaiting}`)
  const teamless = staff.map(({ name }) => ({
    what: name,
    kind: 'Staff in no team',
    why: 'Sees nobody’s record before they are in a team',
    href: '/admin/teams',
    act: 'Put into a team',
  }))
  return [...(nobodyThere ? [nobodyYet] : []), ...teamless]
}

const ownData: Waiting = {
  what: 'The council’s own data',
  why: 'No team, lot or pay rule is in the records yet. Whoever runs Daywell takes them in: npx daywell policy adopt',
  href: '/policy',
  act: 'See what they are',
}

const nobodyYet: Waiting = {
  what: 'People to bring in',
  why: 'Nobody is in the records yet. Files go in one after another, people first',
  href: '/import',
  act: 'Bring in data',
}
