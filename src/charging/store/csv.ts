import { addDays, type CalendarDate, longDate, mondayOf } from '../../core/calendar-date.ts'
import { formatMoney, type Pence } from '../../core/money.ts'
import { noSuchPerson } from '../../people/index.ts'
import { personIdsByNumber } from '../../people/store.ts'
import type { CsvLine, CsvSaved } from '../../platform/csv.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { ChargeCsvRow } from '../csv-rows.ts'
import { toldWords } from '../told-before-charged.ts'
import { type OldCharge, takeOverContributions } from './migrated.ts'

type Fault = Omit<CsvSaved['rejected'][number], 'line'>

/** What stands for a person: a charge taken over before, any other charge, an assessment nobody decided, a death. */
interface Standing {
  readonly personId: string
  readonly diedOn: CalendarDate | null
  readonly basis: string | null
  readonly weekly: Pence | null
  readonly from: CalendarDate | null
  readonly toldOn: CalendarDate | null
  readonly assessed: boolean
}

/**
 * Saves rows of charges of the system before, each taken over at its old figure. The same row again changes nothing, also once its
 * first day is over; somebody who has any other charge here, or who died, is rejected: such a charge is decided in Daywell.
 */
export async function saveChargeRows(tx: Tx, lines: readonly CsvLine<ChargeCsvRow>[]): Promise<CsvSaved> {
  const people = await personIdsByNumber(
    tx,
    lines.map(({ row }) => row.person),
  )
  const standing = await standingOf(tx, [...people.values()])
  const fresh = new Map<string, OldCharge>()
  const rejected: CsvSaved['rejected'][number][] = []
  let unchanged = 0
  for (const { line, row } of lines) {
    const personId = people.get(row.person)
    const now = personId === undefined ? undefined : standing.get(personId)
    if (personId === undefined || now === undefined) rejected.push({ line, ...noSuchPerson })
    else if (isSame(row, now)) unchanged++
    else {
      const fault = faultOf(row, now, tx.today) ?? (fresh.has(personId) ? sameTwice : undefined)
      if (fault !== undefined) rejected.push({ line, ...fault })
      else fresh.set(personId, { ...row, personId, toldOn: row.told_on })
    }
  }
  await takeOverContributions(tx, [...fresh.values()])
  return { added: fresh.size, changed: 0, unchanged, rejected }
}

const sameTwice: Fault = {
  column: 'person',
  reason: 'Two numbers of this file are of one person. Keep the row that is charged today',
}

const isSame = (row: ChargeCsvRow, now: Standing) =>
  now.basis === 'migrated' && now.weekly === row.weekly && now.from === row.from && now.toldOn === (row.told_on ?? null)

function faultOf(row: ChargeCsvRow, now: Standing, today: CalendarDate): Fault | undefined {
  const monday = mondayOf(today)
  if (now.diedOn !== null)
    return {
      column: 'person',
      reason: `This person died on ${longDate(now.diedOn)}. Nothing is charged after that: leave the row out`,
    }
  if (now.basis === 'migrated')
    return {
      column: now.weekly === row.weekly ? (now.from === row.from ? 'told_on' : 'from') : 'weekly',
      reason: `A charge was taken over for this person already: ${toldWords({ weekly: now.weekly ?? row.weekly, provisional: false })} from ${longDate(now.from ?? row.from)}. Change it in Daywell, on the page of what the person pays`,
    }
  if (now.basis !== null)
    return {
      column: 'person',
      reason: `Daywell holds a charge of this person already (${formatMoney(now.weekly ?? row.weekly)} a week). Change it there, on the page of what the person pays`,
    }
  if (now.assessed)
    return {
      column: 'person',
      reason: 'A financial assessment of this person waits in Daywell to be decided. Decide and tell that one instead',
    }
  if (row.from < monday)
    return {
      column: 'from',
      reason: `Weeks before this one were charged in the system before. Write ${longDate(monday)} or a later Monday, such as ${longDate(addDays(monday, 7))}`,
    }
  return undefined
}

/** What stands for each of these people; of several charges the one taken over first, then the oldest. */
async function standingOf(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const rows = await tx.query<Standing>(sql`
    select p.person_id as "personId", p.died_on as "diedOn", c.basis, c.weekly_pence as weekly, c.from_date as "from", c.told_on as "toldOn",
           exists (select from charging.financial_assessment a where a.person_id = p.person_id) as assessed
      from people.published_person p
      left join lateral (
        select c.basis, c.weekly_pence, c.from_date, n.told_on from charging.contribution c left join charging.notice n on n.contribution_id = c.id
         where c.person_id = p.person_id and (not isempty(c.in_force) or n.id is not null)
         order by c.basis <> 'migrated', c.recorded_at, n.recorded_at limit 1) c on true
     where p.person_id = any (${[...personIds]}::uuid[]) order by p.person_id`)
  return new Map(rows.map((row) => [row.personId, row]))
}
