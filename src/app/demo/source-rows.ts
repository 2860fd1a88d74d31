import { addDays } from '../../core/calendar-date.ts'
import type { Making } from './planning.ts'
import { put } from './settings.ts'

const nothing = { costs: [], areas: [], languages: [], funding: [], terms: [] }

/** One new entry of a neighbour's directory, in the parts that a source gives. */
const entry = (feedId: string, name: string, description: string, town: string, weekday: number) => ({
  sourceId: feedId,
  name,
  description,
  status: 'active',
  fees: 'Free',
  howToJoin: 'Just come, the first time with somebody you know if you like.',
  organisation: { name: `${town} Community Hub` },
  times: [{ repeats: 'weekly', every: 1, weekdays: [weekday], startMinute: 600, endMinute: 720 }],
  places: [
    { kind: 'physical', name: `${town} Community Hub`, lines: ['1 Example Street'], town, access: ['wheelchair'] },
  ],
  contacts: [{ phones: ['01632 960789'] }],
  ...nothing,
})

/** A source that a neighbour keeps, read yesterday: what it says anew waits for somebody to look. Once a borough. */
export function sourceRows({ tables, staff, settings: { today }, id }: Making): void {
  const read = `${addDays(today, -1)}T05:00:00Z`
  put(tables, 'directory.feed_source', {
    id: id('source'),
    name: 'A neighbour’s directory (made up)',
    feed: 'directory.example.org/services',
    address: 'https://directory.example.org/services',
    standard: 'open_referral',
    policy: 'review',
    recorded_by: staff.commissioner.id,
  })
  const found = [
    entry('n1', 'Board games and tea, Holmes Chapel', 'Games for everybody, with help to set up.', 'Holmes Chapel', 3),
    entry('n2', 'Singing for breathing, Poynton', 'Songs you know, sung sitting down.', 'Poynton', 4),
  ]
  put(tables, 'directory.feed_run', {
    id: id('source read'),
    source_id: id('source'),
    begun_at: read,
    ended_at: read,
    state: 'done',
    pages_read: 1,
    pages_total: 1,
    to_review: found.length,
    recorded_by: staff.commissioner.id,
  })
  for (const one of found)
    put(tables, 'directory.entry_change', {
      id: id(`source change ${one.sourceId}`),
      source_id: id('source'),
      external_id: one.sourceId,
      why: 'not trusted',
      proposed: one,
      content_hash: one.sourceId,
      proposed_at: read,
    })
}
