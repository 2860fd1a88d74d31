import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { aReadyPerson, nextMonday } from '../../test/support/planned-week.ts'
import { pence } from '../core/money.ts'
import { allowOffFramework } from '../market/store.ts'
import { sql } from '../platform/db.ts'
import { Refused } from '../platform/refused.ts'
import { addSession } from './store.ts'

const provider = '00000000-0000-4000-8000-000000000077'
const from = nextMonday('2026-11-22')

onBothDatabases('a line bought off the framework', (open) => {
  test('needs a purchase that a manager allowed, and stays within its limit; a direct payment needs none', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    await db.owner(async (tx) => {
      await tx.query(sql`insert into directory.organisation (id, name) values (${provider}, 'Dance studio')`)
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${provider}, ${provider}, false, 'other')`,
      )
    })
    const plan = (route: 'council_managed' | 'direct_payment', price: number, weekday: number) =>
      db
        .transaction(person.worker, (tx) =>
          addSession(tx, {
            personId: person.personId,
            purpose: 'support',
            outcomeId: person.outcomeId,
            own: { words: 'Dancing', weekday, startMinute: 600, endMinute: 700, season: 'all' },
            ownPrice: { perSession: pence(price), providerId: provider },
            everyWeeks: 1,
            supportBand: '1:1',
            characteristics: [],
            from,
            route,
            otherPayers: [],
            reason: 'first plan',
          }),
        )
        .then(
          () => 'done',
          (error) => (error instanceof Refused ? error.code : String(error)),
        )
    expect(await plan('council_managed', 30_00, 1)).toBe('DW047')
    expect(await plan('direct_payment', 30_00, 2)).toBe('done')
    await db.transaction(person.manager, (tx) =>
      allowOffFramework(tx, {
        personId: person.personId,
        providerId: provider,
        ground: 'person_chose',
        words: 'She has danced there for years',
        limit: pence(30_00),
        from,
        until: nextMonday('2027-05-01'),
      }),
    )
    expect(await plan('council_managed', 30_01, 3)).toBe('off_framework_within_the_limit')
    expect(await plan('council_managed', 30_00, 4)).toBe('done')
  })
})
