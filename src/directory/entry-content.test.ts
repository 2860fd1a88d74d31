import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedFields, contentFields, type EntryContent, fieldWords, inOrder, withProposed } from './entry-content.ts'
import { contentForm, contentOf, typedContent } from './pages/content-form.page.ts'

const words = fc.option(fc.constantFrom('Cook', 'Eat together', 'Ask Ann'), { nil: null })
const anyContent: fc.Arbitrary<EntryContent> = fc.record({
  name: fc.constantFrom('Copper Kettle', 'Kettle Club'),
  summary: words,
  whatHappens: words,
  whoFor: words,
  free: fc.boolean(),
  priceFromPence: fc.option(fc.integer({ min: 0, max: 9_999 }), { nil: null }),
  costWords: words,
  howToJoin: words,
  whatToBring: words,
  timesWords: words,
  accessWords: words,
  accessFeatures: fc.subarray(['hoist', 'no:quiet', 'step_free']),
  phone: fc.constantFrom(null, '01270 123456'),
  email: fc.constantFrom(null, 'a@example.org'),
  website: fc.constantFrom(null, 'https://example.org/'),
})

test('what was proposed is what comes, when nothing changed meanwhile', () => {
  fc.assert(
    fc.property(anyContent, anyContent, (stood, proposed) => {
      expect(withProposed(stood, { stood, proposed })).toEqual(inOrder(proposed))
    }),
  )
})

test('a field changes only when the proposal changed it; what changed here meanwhile stays', () => {
  fc.assert(
    fc.property(anyContent, anyContent, anyContent, (now, stood, proposed) => {
      const after = withProposed(now, { stood, proposed })
      const wanted = changedFields(stood, proposed)
      for (const { field } of contentFields)
        expect(after[field]).toEqual(inOrder(wanted.includes(field) ? proposed : now)[field])
    }),
  )
})

test('what stands in the form, sent as it is, changes nothing', () => {
  fc.assert(
    fc.property(anyContent, (content) => {
      const typed = typedContent(content)
      const sent = { ...typed, accessYes: split(typed['accessYes']), accessNo: split(typed['accessNo']) }
      expect(changedFields(content, contentOf(contentForm.parse(sent)))).toEqual([])
    }),
  )
})

const split = (text = '') => text.split(',').filter((one) => one !== '')

test('every field reads in words, and silence is empty', () => {
  const content: EntryContent = {
    ...typedNothing,
    free: true,
    priceFromPence: 450,
    accessFeatures: ['no:hoist', 'step_free'],
  }
  expect(fieldWords(content, 'free')).toBe('Yes')
  expect(fieldWords(content, 'priceFromPence')).toBe('£4.50')
  expect(fieldWords(content, 'accessFeatures')).toBe('Yes: Step-free\nNo: Hoist')
  expect(fieldWords(content, 'phone')).toBe('')
})

const typedNothing: EntryContent = {
  name: 'Copper Kettle',
  summary: null,
  whatHappens: null,
  whoFor: null,
  free: false,
  priceFromPence: null,
  costWords: null,
  howToJoin: null,
  whatToBring: null,
  timesWords: null,
  accessWords: null,
  accessFeatures: [],
  phone: null,
  email: null,
  website: null,
}
