import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barChart, barCharts, partsChart } from './charts.ts'
import { tornadoChart } from './tornado-chart.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const text = { id: 'c', title: 'A <finding>', description: 'One & two' }

test('a chart is named, reads its values out and escapes every word', () => {
  const svg = barChart(text, [{ label: 'A "b" <c>', bars: [{ value: 3, words: '3', colour: 'own' }] }])
  expect(svg).toContain('role="img" aria-labelledby="c-t c-d"')
  expect(svg).toContain('<title id="c-t">A &lt;finding&gt;</title><desc id="c-d">One &amp; two</desc>')
  expect(svg).toContain('A &quot;b&quot; &lt;c&gt;')
  expect(svg).not.toMatch(/style=|<script|on\w+=/)
})

test('a long chart becomes several on one scale, no group is lost, and each reads its own values out', () => {
  const groups = Array.from({ length: 20 }, (_, at) => ({
    label: `Kind ${at + 1}`,
    bars: [{ value: at + 1, words: `${at + 1} sessions`, colour: 'own' as const }],
  }))
  const text = { id: 'kinds', title: 'Crafts have most', description: 'All' }
  const several = barCharts(text, groups, { room: 100, groupsEach: 9 })
  expect(several.map((svg) => svg.match(/>Kind \d+</g)?.length)).toEqual([9, 9, 2])
  expect(new Set(several.map((svg) => / id="(kinds-\d)-t"/.exec(svg)?.[1])).size).toBe(3)
  expect(several[2]).toContain('Kind 19: 19 sessions; Kind 20: 20 sessions')
  expect([several[0]?.includes('width="117"'), several[2]?.includes('width="260"')]).toEqual([true, true])
  expect(barCharts(text, groups.slice(0, 9), { room: 100, groupsEach: 9 })).toHaveLength(1)
})

test('a hidden number has no length', () => {
  const svg = barChart(text, [{ label: 'A', bars: [{ value: 'hidden', words: 'c', colour: 'own' }] }])
  expect(svg).toContain('c (hidden)')
  expect(svg).not.toContain('fill="#0f5557"')
})

test('law: bars are as long as their numbers, the longest the same in every chart, and none leaves the drawing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 12 }), (values) => {
      const svg = barChart(
        text,
        values.map((value) => ({ label: 'x', bars: [{ value, words: String(value), colour: 'own' as const }] })),
      )
      const widths = [...svg.matchAll(/<rect x="0" y="[\d.]+" width="([\d.]+)"/g)].map((found) => Number(found[1]))
      const most = Math.max(1, ...values)
      expect(widths).toHaveLength(values.length)
      widths.forEach((width, at) => {
        expect(Math.abs(width - ((values[at] ?? 0) / most) * 264)).toBeLessThanOrEqual(1)
      })
    }),
    { numRuns: RUNS },
  )
})

test('law: the parts of a whole fill it and do not overlap', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 }), (values) => {
      const svg = partsChart(
        text,
        values.map((value) => ({ label: 'x', value, colour: 'own' as const })),
      )
      const rects = [...svg.matchAll(/<rect x="([\d.]+)" y="2" width="([\d.]+)"/g)].map(
        (found) => [Number(found[1]), Number(found[2])] as const,
      )
      rects.forEach(([x, width], at) => {
        const next = rects[at + 1]?.[0] ?? 360
        expect(x + width).toBeLessThanOrEqual(next + 0.2)
      })
    }),
    { numRuns: RUNS },
  )
})

test('no name and no figure of a tornado is cut off, however long', () => {
  const label = 'Enablement that ends with a card or nothing more; the others go to tier 2'
  const row = {
    label,
    low: 1,
    high: 3,
    lowWords: 'low £14.50: £1,110,000 more needed',
    highWords: 'high £18.50: £1,430,000 more needed',
  }
  const svg = tornadoChart({ id: 'a', title: 'T', description: 'D' }, [row, row], 2)
  const said = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text).join(' ')
  for (const words of [label, row.lowWords, row.highWords]) expect(said.split(words)).toHaveLength(3)
})
