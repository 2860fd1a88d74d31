import type { Account } from '../platform/accounts.ts'
import type { Db } from '../platform/db.ts'
import { roleWords } from '../platform/role-words.ts'
import { job } from '../platform/who.ts'
import { type DemoAccount, demoAccountsOf, peopleActedFor, teamsOfStaff } from './store.ts'

/** What somebody of a trial does; of a person’s account, whether it is a carer’s. */
export const demoWords = ({ role, carer }: Pick<DemoAccount, 'role' | 'carer'>): string =>
  role === 'person' ? (carer ? 'carer' : 'person who uses day opportunities') : roleWords(role)

/** What the records know of an account: the teams of staff; oneself and those one may act for. */
export function accountsKnown(db: Db, demo: boolean) {
  return {
    known: (account: Account) =>
      db.transaction(job('who asks'), async (tx) => {
        if (account.person_id !== null)
          return { teamIds: [], personIds: [account.person_id, ...(await peopleActedFor(tx, account.person_id))] }
        return { teamIds: await teamsOfStaff(tx, account.id), personIds: [] }
      }),
    demoAccounts: async () => {
      if (!demo) return null
      const accounts = await db.transaction(job('sign-in page'), demoAccountsOf)
      if (accounts.length === 0) return null
      return accounts.map((one) => ({ username: one.username, name: one.name, does: demoWords(one) }))
    },
  }
}
