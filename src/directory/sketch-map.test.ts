import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sketchMap } from './sketch-map.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const crewe = { name: 'Crewe', point: { latitude: 53.1, longitude: -2.44 } }
const macclesfield = { name: 'Macclesfield', point: { latitude: 53.26, longitude: -2.13 } }

test('north is up, west is left, and the results of a town are one mark with their numbers', () => {
  const map = sketchMap(
    [crewe, macclesfield],
    [
      { number: 1, town: 'Crewe', point: crewe.point },
      { number: 2, town: 'Crewe', point: crewe.point },
      { number: 3, town: 'Macclesfield', point: macclesfield.point },
      { number: 4, town: 'Crewe', point: crewe.point },
    ],
  )
  const [west, east] = map?.towns ?? []
  expect([(west?.x ?? 0) < (east?.x ?? 0), (west?.y ?? 0) > (east?.y ?? 0)]).toEqual([true, true])
  expect(map?.marks.map(({ label }) => label)).toEqual(['1 …', '3'])
  expect(map?.words).toBe('1, 2 and 4 Crewe; 3 Macclesfield')
})

test('fewer than two places to tell apart make no map', () => {
  expect(sketchMap([], [])).toBeUndefined()
  expect(sketchMap([crewe], [{ number: 1, town: 'Crewe', point: crewe.point }])).toBeUndefined()
})

test('no name lies on another: a town whose name has no room is left out', () => {
  const near = (name: string, east: number) => ({ name, point: { latitude: 53.1, longitude: -2.44 + east } })
  const map = sketchMap(
    [crewe, near('Haslington', 0.008), near('Wistaston', 0.016), near('Shavington', 0.012), macclesfield],
    [{ number: 1, town: 'Macclesfield', point: macclesfield.point }],
  )
  const places = map?.towns.map(({ nameX, nameY, anchor }) => `${nameX} ${nameY} ${anchor}`) ?? []
  expect(map?.towns[0]?.name).toBe('Crewe')
  expect([new Set(places).size, places.length < 5]).toEqual([places.length, true])
})

test('marks of two towns that lie close do not cover one another, however wide', () => {
  const here = (number: number, town: string, east: number) => ({
    number,
    town,
    point: { latitude: 53.1, longitude: -2.3 + east },
  })
  const marks = [
    here(1, 'A', 0),
    here(3, 'A', 0),
    here(5, 'A', 0),
    here(2, 'B', 0.04),
    here(4, 'B', 0.04),
    here(6, 'B', 0.04),
  ]
  const [one, other] = sketchMap([crewe, macclesfield], marks)?.marks ?? []
  const apart = Math.abs((one?.x ?? 0) - (other?.x ?? 0)) > 44 || Math.abs((one?.y ?? 0) - (other?.y ?? 0)) > 28
  expect([one?.label, other?.label, apart]).toEqual(['1 …', '2 …', true])
})

test('nothing is drawn outside the sheet', () => {
  const point = fc.record({
    latitude: fc.double({ min: 49, max: 59, noNaN: true }),
    longitude: fc.double({ min: -6, max: 2, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 12 }), (points) => {
      const map = sketchMap(
        points.map((at, n) => ({ name: `T${n}`, point: at })),
        points.map((at, n) => ({ number: n + 1, town: `T${n}`, point: at })),
      )
      for (const { x, y } of [...(map?.towns ?? []), ...(map?.marks ?? [])])
        expect(x >= 0 && x <= (map?.width ?? 0) && y >= 0 && y <= (map?.height ?? 0)).toBe(true)
    }),
    { numRuns: RUNS },
  )
})
