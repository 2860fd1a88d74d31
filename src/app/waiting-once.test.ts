import { expect, test } from 'vitest'
import { who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import type { Waiting } from '../platform/waiting.ts'
import { kindWords } from './kind-words.ts'
import { homeView } from './pages/home.view.ts'
import { waitingOnce } from './waiting-once.ts'

const review = (recordId: string, act: string): Waiting => ({ what: 'Review', recordId, why: '', href: '/', act })

test('a review that two steps name waits once, with what the later step says to do', () => {
  const contact = { what: 'Contact', why: '', href: '/', act: 'Answer' }
  const seen = waitingOnce([review('a', 'Open'), contact, review('b', 'Open'), review('a', 'Hold the review')])
  expect(seen.map(({ act }) => act)).toEqual(['Answer', 'Open', 'Hold the review'])
})

test('work of one kind is counted together, in the right number', () => {
  const offer = (name: string): Waiting => ({
    what: `Offer: ${name}`,
    kind: 'Offer to answer',
    why: '',
    href: '/',
    act: '',
  })
  const view = (what: string) =>
    homeView({
      waiting: [offer('Cooking'), offer('Dance'), review('a', 'Open')],
      who: who('broker'),
      today: day('2026-11-22'),
      what,
      page: 1,
    })
  expect(view('').counts.map(({ number, text }) => `${number} ${text}`)).toEqual(['2 Offers to answer', '1 Review'])
  expect(view('Offer to answer').rows.map((row) => row.what)).toEqual(['Offer: Cooking', 'Offer: Dance'])
  expect(view('Offer to answer').chosen).toBe('Offers to answer')
  expect(kindWords('Urgent care', 3)).toBe('Urgent care')
})
