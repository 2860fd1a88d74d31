import { addDays } from '../../core/calendar-date.ts'
import type { CsvCells, CsvLine, CsvSaved } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import { csvDetails, type PeopleCsvRow } from '../csv-rows.ts'
import { addPeople } from './csv-add.ts'
import { type KnownPerson, knownPeople, nameAndBirth, nhsNumbersTaken, samePeopleAs } from './csv-known.ts'
import { addContactWay, changeAddress, changeDetail, changeName, changeTeam } from './facts.ts'
import { teams } from './list.ts'
import { addIdentifier } from './person.ts'

type Line = CsvLine<PeopleCsvRow>
type Rejected = CsvSaved['rejected'][number]

/**
 * Saves the rows of a file of people: a new number opens a record; a known one changes only what the row says otherwise, from today;
 * a row that says nothing new changes nothing. What cannot be true is rejected with its column and reason.
 */
export async function savePeopleRows(tx: Tx, lines: readonly Line[]): Promise<CsvSaved> {
  const rows = lines.map((line) => line.row)
  const teamIds = new Map((await teams(tx)).map((team) => [team.name.toLowerCase(), team.id]))
  const known = await knownPeople(tx, rows)
  const taken = await nhsNumbersTaken(tx, rows)
  const same = await samePeopleAs(
    tx,
    rows.filter((row) => !known.has(row.number)),
  )
  const rejected: Rejected[] = []
  const fresh: { row: PeopleCsvRow; teamId: string }[] = []
  let changed = 0
  let unchanged = 0
  for (const { line, row } of lines) {
    const teamId = teamIds.get(row.team.toLowerCase())
    const person = known.get(row.number)
    const fault = faultOf(row, person, taken, same)
    if (teamId === undefined) rejected.push({ line, ...noTeam })
    if (fault !== undefined) rejected.push({ line, ...fault })
    if (fault !== undefined || teamId === undefined) continue
    if (row.nhs_number !== undefined) taken.set(row.nhs_number, row.number)
    if (person === undefined) {
      same.set(nameAndBirth(row), row.number)
      fresh.push({ row, teamId })
    } else if (await changePerson(tx, person, row, teamId)) changed++
    else unchanged++
  }
  await addPeople(tx, fresh)
  return { added: fresh.length, changed, unchanged, rejected }
}

type Fault = Omit<Rejected, 'line'>

const noTeam: Fault = {
  column: 'team',
  reason:
    'There is no team of this name. Check the spelling, or have the team set up first: an administrator does it on the page “Teams”',
}

/** Rows that name a team that is not there, whatever else is wrong with them. */
export async function unknownTeams(tx: Tx, lines: readonly CsvCells[]): Promise<Rejected[]> {
  const known = new Set((await teams(tx)).map((team) => team.name.toLowerCase()))
  const named = ({ cells }: CsvCells) => (cells['team'] ?? '').trim().toLowerCase()
  return lines.filter((one) => named(one) !== '' && !known.has(named(one))).map(({ line }) => ({ line, ...noTeam }))
}

function faultOf(
  row: PeopleCsvRow,
  person: KnownPerson | undefined,
  taken: Map<string, string>,
  same: Map<string, string>,
): Fault | undefined {
  const owner = row.nhs_number === undefined ? undefined : taken.get(row.nhs_number)
  if (owner !== undefined && owner !== row.number)
    return {
      column: 'nhs_number',
      reason: `This NHS number is on the record of ${owner === '' ? 'somebody without a number of yours' : `number ${owner}`}`,
    }
  if (person === undefined) {
    const twin = same.get(nameAndBirth(row))
    if (twin === undefined || row.someone_else === 'yes') return undefined
    return {
      column: 'number',
      reason: `A record with this name and date of birth exists${twin === '' ? '' : ` under number ${twin}`}. If this is another person, put yes under someone_else`,
    }
  }
  if (person.goesOnAs !== undefined)
    return {
      column: 'number',
      reason: `This number is of a record that was merged into another. Use the number of the record that goes on${person.goesOnAs === '' ? '; it has none of yours yet, so look it up by this number under People' : `: ${person.goesOnAs}`}`,
    }
  if (person.born_on !== row.born_on)
    return {
      column: 'born_on',
      reason: `The record says ${person.born_on}. A date of birth is not changed by a file: find out which is right`,
    }
  if (person.nhs_number !== undefined && row.nhs_number !== undefined && person.nhs_number !== row.nhs_number)
    return { column: 'nhs_number', reason: 'The record holds another NHS number. Find out which is right' }
  return undefined
}

/** Changes what a row says otherwise than the record; true when anything was changed. */
async function changePerson(tx: Tx, person: KnownPerson, row: PeopleCsvRow, teamId: string): Promise<boolean> {
  const what = { personId: person.person_id, from: tx.today, reason: 'imported' }
  const before = { changes: 0 }
  const change = async (differs: boolean, work: () => Promise<unknown>) => {
    if (!differs) return
    before.changes++
    await work()
  }
  await change(row.given_name !== person.given_name || row.family_name !== person.family_name, () =>
    changeName(tx, { ...what, kind: 'legal', givenName: row.given_name, familyName: row.family_name }),
  )
  await change(row.preferred_name !== undefined && row.preferred_name !== person.preferred_name, () =>
    changeName(tx, { ...what, kind: 'preferred', givenName: row.preferred_name ?? '', familyName: row.family_name }),
  )
  await change(row.nhs_number !== undefined && person.nhs_number === undefined, () =>
    addIdentifier(tx, person.person_id, 'nhs_number', row.nhs_number ?? ''),
  )
  await change(homeDiffers(person, row), () =>
    changeAddress(tx, {
      ...what,
      line1: row.address_line_1 ?? '',
      line2: row.address_line_2,
      town: row.town,
      postcode: row.postcode,
    }),
  )
  for (const kind of ['phone', 'email'] as const) {
    const value = row[kind]
    await change(value !== undefined && !person.ways.includes(value), () =>
      addContactWay(tx, { personId: person.person_id, kind, value: value ?? '', from: tx.today }),
    )
  }
  for (const kind of csvDetails) {
    const value = row[kind]
    await change(value !== undefined && person.details[kind] !== value, () =>
      changeDetail(tx, { ...what, kind, value: value ?? '' }),
    )
  }
  await change(person.team_id !== teamId, () =>
    changeTeam(tx, { ...what, from: person.team_id === undefined ? tx.today : addDays(tx.today, 1), teamId }),
  )
  return before.changes > 0
}

function homeDiffers(person: KnownPerson, row: PeopleCsvRow): boolean {
  if (row.address_line_1 === undefined) return false
  const said = [row.address_line_1, row.address_line_2, row.town, row.postcode].map((line) => line ?? null)
  return person.home === undefined || said.some((line, at) => line !== (person.home?.[at] ?? null))
}
