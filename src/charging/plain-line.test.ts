import { expect, test } from 'vitest'
import { inMyWords, plainCitation } from './plain-line.ts'

test('a citation is said plainly', () => {
  expect(plainCitation('SI 2014/2672, reg 7(2)(c)')).toBe('regulation 7(2)(c)')
  expect(plainCitation('SI 2014/2672, Schedule 1 para 40')).toBe('Schedule 1, paragraph 40')
  expect(plainCitation('Care Act 2014, s.14(7); s.14(3)')).toBe('Care Act 2014, section 14(7); section 14(3)')
  expect(plainCitation('SI 2014/2672, Schedule 1 paras 2 and 3')).toBe('Schedule 1, paragraphs 2 and 3')
  expect(plainCitation('SI 2014/2672, regs 14 and 15')).toBe('regulations 14 and 15')
  expect(plainCitation('Care Act 2014, ss.14 and 17')).toBe('Care Act 2014, sections 14 and 17')
})
test('a sentence of the sum is said by the person; what an officer wrote stays as it is', () => {
  expect(inMyWords('You pay this for your home, so you keep it.')).toBe('I pay this for my home, so I keep it.')
  expect(inMyWords('Together you would have less, so you keep more.')).toBe(
    'Together we would have less, so I keep more.',
  )
  expect(inMyWords('It never charges you for care given to the person you look after.')).toBe(
    'It never charges me for care given to the person I look after.',
  )
  expect(inMyWords('You agreed to this. What shows it: your letter. You can ask for a full one at any time.')).toBe(
    'I agreed to this. What shows it: your letter. I can ask for a full one at any time.',
  )
})
