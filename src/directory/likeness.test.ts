import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LikenessFacts, likeness } from './likeness.ts'

const entry = (more: Partial<LikenessFacts>): LikenessFacts => ({
  name: '',
  organisation: '',
  postcodes: [],
  phones: [],
  source: 'one feed',
  sourceIds: [],
  ...more,
})
const club = entry({
  name: 'Walking Club',
  organisation: 'The Walkers',
  postcodes: ['CW1 2AB'],
  phones: ['01632 960123'],
  sourceIds: ['a'],
})

test.each([
  ['the same name and postcode', { name: 'walking club', postcodes: ['cw12ab'] }, ['name', 'postcode']],
  [
    'the same name and phone, written otherwise',
    { name: 'The Walking Club', phones: ['+44 1632 960 123'] },
    ['name', 'phone'],
  ],
  [
    'nearly the same name, organisation and postcode',
    { name: 'Crewe walking club', organisation: 'Walkers', postcodes: ['CW1 2AB'], source: 'another feed' },
    ['nearly-name', 'organisation', 'postcode'],
  ],
  [
    'nearly the same name of another organisation, postcode and phone',
    { name: 'Crewe walking club', organisation: 'Ramblers', postcodes: ['CW1 2AB'], phones: ['01632 960123'] },
    ['nearly-name', 'postcode', 'phone'],
  ],
  [
    'two names that one organisation gives in one source',
    { name: 'Crewe walking club', organisation: 'Walkers', postcodes: ['CW1 2AB'], phones: ['01632 960123'] },
    [],
  ],
  ['nearly the same name and one thing more', { name: 'Crewe walking club', postcodes: ['CW1 2AB'] }, []],
  ['the same name alone', { name: 'Walking Club' }, []],
  [
    'the same hall and phone with another name',
    { name: 'Choir', organisation: 'Walkers', postcodes: ['CW1 2AB'], phones: ['01632960123'] },
    [],
  ],
  ['the same id in another source', { name: 'Choir', sourceIds: ['a'] }, ['id']],
  ['nothing said at all', {}, []],
])('%s', (_, other, reasons) => expect(likeness(club, entry(other))).toEqual(reasons))

test('likeness is the same both ways, and an entry is like itself once it says a name and one thing more', () => {
  const some = (...of: string[]) => fc.uniqueArray(fc.constantFrom(...of, ''), { maxLength: 2 })
  const facts: fc.Arbitrary<LikenessFacts> = fc.record({
    name: fc.constantFrom('Walking club', 'walking', 'Crewe walking club', 'Choir', 'Café', 'Cafe', '', 'the'),
    organisation: fc.constantFrom('Walkers', 'The Walkers', 'Age Well', ''),
    postcodes: some('CW1 2AB', 'cw12ab', 'CW5 5AB'),
    phones: some('01632 960123', '+441632960123', '07700 900123'),
    source: fc.constantFrom('one feed', null),
    sourceIds: some('a', 'b'),
  })
  fc.assert(
    fc.property(facts, facts, (one, other) => {
      expect(likeness(one, other)).toEqual(likeness(other, one))
      if (/\p{L}{4}/u.test(one.name) && one.organisation !== '') expect(likeness(one, one)).not.toEqual([])
    }),
  )
})
