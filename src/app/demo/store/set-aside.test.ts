import { expect, test } from 'vitest'
import { freshServer } from '../../../../test/support/databases.ts'
import { sql } from '../../../platform/db.ts'
import { setAside } from './set-aside.ts'

/** Rules that look at each new row all the same: they find what they ask by a key that stays, or their tables get few rows. */
const lookedAtAlone = [
  'brokerage.offer offered_rightly',
  'charging.financial_assessment evidence_complete',
  'charging.financial_assessment submission_assessed',
  'directory.booking booking_again_lawful',
  'finance.paid_back_part paid_back_whole',
  'finance.paid_back_part paid_back_within_paid',
  'finance.payment_return payment_return_lawful',
  'finance.payment_return payment_return_whole',
  'finance.payout payout_lawful',
  'finance.payout_return payout_return_lawful',
  'needs.carer_part assessment_is_open',
  'planning.approval limit_in_force',
  'planning.plan_version_term agreed_is_closed',
  'planning.session_term term_lawful',
]

// Where a rule asks a table that has lost its indexes, each row reads all rows before it: 100,000 people then take hours.
test('no rule looks at each row of a bulk load by itself but those that are known to be quick', async () => {
  const { db } = await freshServer()
  try {
    const rules = await db.owner(async (tx) => {
      const tables = [...new Set((await setAside(tx)).map(({ table }) => table))]
      return tx.query<{ rule: string }>(sql`
        select t.tgrelid::regclass || ' ' || t.tgname as rule from pg_trigger t
         where not t.tgisinternal and t.tgenabled <> 'D' and t.tgtype & 5 = 5 and t.tgrelid = any (${tables}::regclass[]) order by 1`)
    })
    expect(rules.map(({ rule }) => rule)).toEqual(lookedAtAlone)
  } finally {
    await db.close()
  }
})
