import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { type Db, sql } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { blankContacts, concernsFound } from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const rule = { concernMonths: 12, replyMonths: 12 }

/** Three concerns of 2025: decided just over a year ago, decided within the year, and never decided. Today is 22 November 2026. */
async function laid(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into directory.organisation (id, name) values (${id(1)}, 'Kettle')`)
    await tx.query(
      sql`insert into directory.opportunity (id, organisation_id, name, audience) values (${id(1)}, ${id(1)}, 'Days', 'public')`,
    )
    await tx.query(
      sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(1)}, ${id(1)}, false, 'framework')`,
    )
    for (const [at, decided] of [
      [1, '2025-11-22'],
      [2, '2025-11-23'],
      [3, null],
    ] as const) {
      await tx.query(sql`
        insert into market.concern (id, opportunity_id, provider_id, raised_on, route, words, contact)
        values (${id(at)}, ${id(1)}, ${id(1)}, '2025-11-01', 'public', 'The door was locked.', '01632 960001')`)
      if (decided !== null)
        await tx.query(sql`
          insert into market.concern_decision (concern_id, opportunity_id, sequence, outcome, reason, decided_by, decided_on)
          values (${id(at)}, ${id(1)}, 1, 'nothing', 'It opens from inside.', ${id(9)}, ${decided})`)
    }
  })
}

onBothDatabases('how to reach somebody', (open) => {
  test('is blanked a year after the concern was decided, by the job alone, once; what was said stays', async () => {
    const db = await open()
    await laid(db)
    const contacts = async () =>
      (await db.transaction(who('commissioner'), (tx) => concernsFound(tx, { words: '', state: '', page: 1 }))).rows
        .map(({ id: one, contact, contactBlankedOn, words }) => [one.slice(-1), contact, contactBlankedOn, words])
        .sort()
    expect(await db.transaction(jobWho(), (tx) => blankContacts(tx, rule))).toBe(1)
    expect(await contacts()).toEqual([
      ['1', null, day('2026-11-22'), 'The door was locked.'],
      ['2', '01632 960001', null, 'The door was locked.'],
      ['3', '01632 960001', null, 'The door was locked.'],
    ])
    expect(await db.transaction(jobWho(), (tx) => blankContacts(tx, rule))).toBe(0)
    const refused = async (set: string) => {
      const work = db.transaction(jobWho(), (tx) =>
        tx.query(
          set === 'words'
            ? sql`update market.concern set contact = null, contact_blanked_on = '2026-11-22', words = 'Nothing' where id = ${id(2)}`
            : set === 'another'
              ? sql`update market.concern set contact = '01632 960999' where id = ${id(2)}`
              : sql`update market.concern set contact = '01632 960999', contact_blanked_on = null where id = ${id(1)}`,
        ),
      )
      return work.then(
        () => 'done',
        (error) => (error instanceof Refused ? error.code : String(error)),
      )
    }
    expect([await refused('words'), await refused('another'), await refused('again')]).toEqual([
      'DW088',
      'DW002',
      'DW002',
    ])
  })
})
