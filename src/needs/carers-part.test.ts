import { expect, test } from 'vitest'
import { assessedItems, type Level } from './assessed-items.ts'
import { carersPart, type Levels, missingItems } from './carers-part.ts'

const all = (level: Level): Levels => Object.fromEntries(assessedItems.map((item) => [item, level]))
const agreed = { willing: true, able: true }

test('the carer’s part waits until every need has its level', () => {
  const { x4: _, ...unfinished } = all(2)
  expect(missingItems(unfinished)).toEqual(['x4'])
  expect(carersPart(unfinished, {}, undefined)).toEqual({ ok: false, refusals: ['need-not-recorded'] })
})

test('only what a carer is willing and able to do counts', () => {
  const refused = { ok: false, refusals: ['carer-not-willing-and-able'] }
  expect(carersPart(all(2), { g: 1 }, undefined)).toEqual(refused)
  expect(carersPart(all(2), { g: 1 }, { willing: false, able: true })).toEqual(refused)
  expect(carersPart(all(2), { g: 1 }, { willing: true, able: false })).toEqual(refused)
  expect(carersPart(all(2), { g: 1 }, agreed)).toMatchObject({ ok: true, value: { g: 1, h: 0 } })
})

test('nobody needs to be asked when no carer does anything', () => {
  expect(carersPart(all(3), {}, undefined)).toMatchObject({ ok: true, value: { a: 0, x4: 0 } })
})

test('a part of something that needs no help is refused', () => {
  expect(carersPart({ ...all(2), f: 0 }, { f: 2 }, agreed)).toEqual({ ok: false, refusals: ['part-of-no-need'] })
})
