import { expect, test } from 'vitest'
import { z } from 'zod'
import { readAddress } from './read-address.ts'
import { NotFound } from './refused.ts'

test('an address without what its page needs, or with it twice, is a page that is not found', () => {
  const wanted = z.object({ session: z.uuid(), q: z.string().optional() })
  const session = '01a20195-870a-77a5-ba24-ac5bebdf9967'
  expect(readAddress(wanted, { session, q: 'art' })).toEqual({ session, q: 'art' })
  expect(readAddress(wanted, { session, q: 'a\u0000rt' })).toEqual({ session, q: 'art' })
  for (const asked of [{}, { session: 'x' }, { session: [session, session] }, { session, q: ['a', 'b'] }, undefined])
    expect(() => readAddress(wanted, asked)).toThrow(NotFound)
})
