import { expect, test } from 'vitest'
import { csvRecords } from '../../platform/csv-records.ts'
import { peopleFromRows } from './people-rows.ts'

const known = { areas: ['Crewe', 'Nantwich'], ethnicGroups: ['white', 'other'] }
const head = 'Age band,Sex,Support reason,Area,Ethnic group,Service,Need,People'
const read = (...lines: string[]) => {
  const rows = csvRecords([head, ...lines].join('\n'))
  if (!rows.ok) throw new Error(rows.why)
  return peopleFromRows(rows.records, known)
}

test('a council’s own count of people comes in by CSV; each fault is named by line and column', () => {
  expect(
    read(
      '25 to 34,male,learning_disability,Crewe,white,in_house,higher,12',
      '65 to 74,female,physical,Nantwich,other,outside,,3',
    ),
  ).toEqual({
    people: [
      {
        ageBand: '25 to 34',
        sex: 'male',
        reason: 'learning_disability',
        area: 'Crewe',
        ethnicGroup: 'white',
        service: 'in_house',
        need: 'higher',
        people: 12,
      },
      {
        ageBand: '65 to 74',
        sex: 'female',
        reason: 'physical',
        area: 'Nantwich',
        ethnicGroup: 'other',
        service: 'outside',
        people: 3,
      },
    ],
  })
  const wrong = read(
    '25 to 30,male,learning_disability,Crewe,white,in_house,higher,12',
    '65 to 74,female,physical,Chester,other,outside,,-3',
    '65 to 74,female,physical,Nantwich,other,outside,,3',
    '65 to 74,female,physical,Nantwich,other,outside,,4',
  )
  expect('faults' in wrong && wrong.faults.map(({ line, column, fault }) => `${line} ${column}: ${fault}`)).toEqual([
    expect.stringMatching(/^2 age_band: "25 to 30" is not one of: 18 to 24, /),
    expect.stringMatching(/^3 area: "Chester" is not one of the scenario’s: Crewe, Nantwich/),
    expect.stringMatching(/^3 people: "-3" is not a whole number of people/),
    expect.stringMatching(/^5 age_band: The same people stand in line 4/),
  ])
})

test('wrong headings are named in one sentence', () => {
  const rows = csvRecords('Age,Sex\n25,male')
  const answer = rows.ok ? peopleFromRows(rows.records, known) : { people: [] }
  expect('faults' in answer && answer.faults).toEqual([
    {
      line: 1,
      column: 'headings',
      fault: expect.stringMatching(
        /It has no age_band, support_reason, area, ethnic_group, service or people; “age” is none of them$/,
      ),
    },
  ])
})
