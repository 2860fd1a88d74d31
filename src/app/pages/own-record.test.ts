import { expect, test } from 'vitest'
import { day } from '../../core/calendar-date.ts'
import { voiceOf } from '../../people/index.ts'
import { ownRecordView } from './own-record.view.ts'

const look = (minute: number, page: string | null, action = 'people/looked-at') => ({
  at: new Date(Date.UTC(2026, 10, 20, 9, minute)),
  actor_name: 'Emily Edge',
  actor_role: 'practitioner',
  action,
  page,
  looked_as: null,
})

test('a person reads who looked at which part, in words and once a minute', () => {
  const looks = [
    look(7, '/people/:personId/needs/assessments/:assessmentId'),
    look(5, '/people/:personId'),
    look(5, '/people/:personId'),
    look(4, '/my-week'),
    look(3, null, 'needs/assessment-completed'),
  ]
  expect(ownRecordView({ along: [], looks, page: 1, older: false }, voiceOf('')).looks).toEqual([
    { when: '20 Nov 2026, 9:07am', who: 'Emily Edge, social worker', what: 'Looked at what help I need' },
    { when: '20 Nov 2026, 9:05am', who: 'Emily Edge, social worker', what: 'Looked at my record' },
    { when: '20 Nov 2026, 9:04am', who: 'Emily Edge, social worker', what: 'Looked at my week' },
    { when: '20 Nov 2026, 9:03am', who: 'Emily Edge, social worker', what: 'Changed what help I need' },
  ])
})

test('a look by somebody with an account of their own says whether it was the person, their carer or another who acted', () => {
  const by = (looked_as: 'self' | 'carer' | 'acts_for' | null) => ({
    ...look(7, '/my-week'),
    actor_name: 'Ann Long',
    actor_role: 'person',
    looked_as,
  })
  const said = (name: string) =>
    (['self', 'carer', 'acts_for', null] as const).map(
      (as) => ownRecordView({ along: [], looks: [by(as)], page: 1, older: false }, voiceOf(name)).looks[0]?.who,
    )
  expect(said('')).toEqual([
    'Ann Long, whose record this is',
    'Ann Long, my carer',
    'Ann Long, who acted for me',
    'Ann Long, person or carer',
  ])
  expect(said('Nell')).toEqual([
    'Ann Long, whose record this is',
    'Ann Long, Nell’s carer',
    'Ann Long, who acted for them',
    'Ann Long, person or carer',
  ])
})

test('a person reads where they are in sentences that begin with them', () => {
  const along = [
    { step: 'needs', progress: { state: 'done', words: 'Eligible needs', on: day('2024-09-17'), by: 'Emily Edge' } },
    {
      step: 'planning',
      progress: { state: 'done', words: 'Version 1 taken over', on: day('2026-11-01'), takenOver: true },
    },
    { step: 'delivery', progress: { state: 'now', words: '206 sessions marked', on: day('2026-11-21') } },
    { step: 'outcomes', progress: { state: 'next', words: 'Review' } },
  ] as const
  expect(ownRecordView({ along, looks: [], page: 1, older: false }, voiceOf('')).steps).toEqual([
    { when: 'Tuesday 17 September 2024', text: 'We wrote down what help I need. Emily Edge did this.' },
    { when: 'Sunday 1 November 2026', text: 'My week goes on as it was before.' },
    { when: 'Now', text: 'I go to my days.' },
    { when: 'Later', text: 'We look at how it is going.' },
  ])
})
