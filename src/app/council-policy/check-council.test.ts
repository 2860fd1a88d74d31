import { describe, expect, test } from 'vitest'
import { type CouncilFolder, checkCouncil } from './check-council.ts'
import { readCouncilFolder } from './store.ts'

type Mutable = { values: Record<string, { dated: Record<string, unknown>[] }> }

/** Cheshire East's folder with one file changed. */
function changed(file: string, change: (content: Mutable) => void): CouncilFolder {
  const folder = structuredClone(readCouncilFolder('cheshire-east')) as Record<string, unknown>
  change(folder[file] as Mutable)
  return folder
}
const weeks = (content: Mutable) => content.values['tiers.enablementWeeks']?.dated as Record<string, unknown>[]
const findings = (folder: CouncilFolder) => {
  const checked = checkCouncil(folder)
  return checked.ok ? [] : checked.refusals
}

describe('a council folder is taken whole or refused with file and field', () => {
  test('as it stands it is accepted', () => {
    expect(findings(readCouncilFolder('cheshire-east'))).toEqual([])
    expect(findings(readCouncilFolder('nottinghamshire'))).toEqual([])
  })

  test('a gap in time is refused', () => {
    const folder = changed('tiers.json', (content) => {
      const [first] = weeks(content)
      weeks(content).splice(0, 1, { ...first, until: '2024-03-31' }, { ...first, from: '2024-04-02' })
    })
    expect(findings(folder)).toEqual([
      {
        file: 'tiers.json',
        field: 'tiers.enablementWeeks.dated[0]',
        fault: 'gap: nothing is in force from 2024-04-01 to 2024-04-01',
      },
    ])
  })

  test('a rule that runs out, or begins too late, is a gap too', () => {
    const late = changed('tiers.json', (content) => Object.assign(weeks(content)[0] ?? {}, { from: '2021-05-01' }))
    const short = changed('tiers.json', (content) => Object.assign(weeks(content)[0] ?? {}, { until: '2030-03-31' }))
    expect(findings(late)[0]?.fault).toBe('gap: nothing is in force from 2021-04-01 to 2021-04-30')
    expect(findings(short)[0]?.fault).toBe('gap: nothing is in force after 2030-03-31')
  })

  test('an overlap in time is refused, also when a value never says that it ends', () => {
    const folder = changed('tiers.json', (content) => {
      const [first] = weeks(content)
      weeks(content).push({ ...first, from: '2024-04-01' })
    })
    expect(findings(folder)).toEqual([
      {
        file: 'tiers.json',
        field: 'tiers.enablementWeeks.dated[0]',
        fault: 'overlap: it is still in force on 2024-04-01, when the next value begins',
      },
    ])
  })

  test('a value with neither citation nor assumption is refused, and one with both', () => {
    const neither = changed('tiers.json', (content) => delete weeks(content)[0]?.['citation'])
    const both = changed('tiers.json', (content) => Object.assign(weeks(content)[0] ?? {}, { assumption: 'Made.' }))
    for (const folder of [neither, both])
      expect(findings(folder)).toEqual([
        {
          file: 'tiers.json',
          field: 'tiers.enablementWeeks.dated[0]',
          fault: 'needs either a citation (paper and paragraph) or an assumption that says why',
        },
      ])
  })

  test('a citation of a paper nobody listed is refused', () => {
    const folder = changed('tiers.json', (content) =>
      Object.assign(weeks(content)[0] ?? {}, { citation: { paper: 'hearsay', paragraph: '1' } }),
    )
    expect(findings(folder)[0]?.fault).toContain('cites "hearsay"')
  })

  test('a missing rule, an unknown one, and one set twice are refused', () => {
    const without = changed('tiers.json', (content) => delete content.values['tiers.count'])
    const unknown = changed('tiers.json', (content) => {
      content.values['tiers.colour'] = content.values['tiers.count'] as Mutable['values'][string]
    })
    const twice = changed('travel.json', (content) => {
      content.values['tiers.count'] = {
        name: 'n',
        kind: 'rule',
        dated: [{ from: '2021-04-01', value: 3, assumption: 'a' }],
      } as never
    })
    expect(findings(without)).toEqual([
      { file: 'council folder', field: 'tiers.count', fault: 'is missing: no file sets it' },
    ])
    expect(findings(unknown)[0]).toMatchObject({ file: 'tiers.json', field: 'tiers.colour' })
    expect(findings(twice)[0]?.fault).toContain('stands in tiers.json already')
  })

  test('a value of the wrong shape is refused at its field', () => {
    const folder = changed('tiers.json', (content) => Object.assign(weeks(content)[0] ?? {}, { value: '12' }))
    expect(findings(folder)[0]).toMatchObject({ file: 'tiers.json', field: 'tiers.enablementWeeks.dated[0].value' })
    expect(findings({ 'council.json': {} })[0]?.file).toBe('council.json')
  })
})
