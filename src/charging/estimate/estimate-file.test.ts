import { expect, test } from 'vitest'
import { exampleEstimate } from '../../../test/support/example-estimate.ts'
import { estimateFile, MOST_SIGNS, readEstimateFile } from './estimate-file.ts'

const { settings, typed } = exampleEstimate()
const sentence = (text: string) => {
  const read = readEstimateFile(text, settings)
  return read.ok ? 'taken' : read.refusals.join()
}
const changed = (change: object) => JSON.stringify({ ...JSON.parse(estimateFile(typed, settings)), ...change })

test('a saved estimate is read back with every answer, and names nobody', () => {
  const text = estimateFile({ ...typed, name: 'Nell' }, settings)
  expect(text).not.toContain('Nell')
  expect(JSON.parse(text)).toMatchObject({ estimate: { weeklyBudgetPence: 5500, mayPayUpToPence: 4950 } })
  const read = readEstimateFile(text, settings)
  expect(read.ok && read.value).toEqual({ madeOn: settings.on, answers: typed })
})

test.each([
  ['no JSON', 'Dear council', /not a file of an estimate/],
  ['another file', '{"version":1}', /not a file of an estimate/],
  ['a list', '[]', /not a file of an estimate/],
  ['a later version', changed({ version: 2 }), /another version/],
  ['no answers', changed({ answers: undefined }), /not whole/],
  ['a number for words', changed({ answers: { ...typed, savings: 16 } }), /does not ask/],
  ['an unknown answer', changed({ answers: { ...typed, diagnosis: 'none' } }), /does not ask/],
  ['a sum that is none', changed({ answers: { ...typed, savings: 'much' } }), /Your own savings must be an amount/],
  ['an age that does not fit', changed({ answers: { ...typed, age: '40' } }), /Pension Credit age/],
  ['far too much', 'x'.repeat(MOST_SIGNS + 1), /too large/],
])('%s is refused by a sentence', (_name, text, words) => expect(sentence(text)).toMatch(words))

test('an add-on that a later table no longer has is left out, and the rest is taken', () => {
  expect(sentence(changed({ answers: { ...typed, 'addon-old_bus': '2' } }))).toBe('taken')
})
