import { mergeOf } from '../people/store.ts'
import type { Subscription } from '../platform/jobs.ts'
import { endContributions } from './store.ts'

/** A death ends what the person pays with that day; a record that was merged into another no longer charges anybody. */
export const subscriptions: Subscription[] = [
  {
    fact: 'people/died',
    name: 'charging/end-on-death',
    handle: (tx, { subjectId, onDate }) => endContributions(tx, subjectId, onDate, 'died'),
  },
  {
    fact: 'people/merged',
    name: 'charging/end-on-merge',
    handle: async (tx, { subjectId, onDate }) => {
      if ((await mergeOf(tx, subjectId)) !== undefined) await endContributions(tx, subjectId, onDate, 'merged')
    },
  },
]
