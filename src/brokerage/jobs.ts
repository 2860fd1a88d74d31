import type { Subscription } from '../platform/jobs.ts'
import { endOnDeath, endWithTheirLines, personOfVersion } from './store.ts'

/** What brokerage does when an earlier step makes a fact known. */
export const subscriptions: Subscription[] = [
  {
    fact: 'planning/agreed',
    name: 'brokerage/end-with-their-lines',
    handle: async (tx, { subjectId }) => {
      const personId = await personOfVersion(tx, subjectId)
      if (personId !== undefined) await endWithTheirLines(tx, personId)
    },
  },
  {
    fact: 'people/died',
    name: 'brokerage/end-on-death',
    handle: async (tx, { subjectId, onDate }) => {
      await endOnDeath(tx, subjectId, onDate)
    },
  },
]
