import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson, toldToPay } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { subscriptions as ofCharging } from '../charging/jobs.ts'
import { day } from '../core/calendar-date.ts'
import { subscriptions as ofNeeds } from '../needs/jobs.ts'
import { bookReview, reviewsOf } from '../needs/store.ts'
import { mergeRecords } from '../people/store.ts'
import { type Db, raw, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'

const today = day('2026-11-22')

/** A person whose plan ran until October under one record, and whose second record goes on. */
async function merged(db: Db) {
  const old = await placedPerson(db)
  const kept = newId()
  await toldToPay(db, old.personId, 1000)
  await db.owner(async (tx) => {
    for (const table of [
      'planning.session_term',
      'planning.budget_line',
      'brokerage.placement',
      'directory.standing_place',
    ])
      await tx.query(sql`update ${raw(table)} set ended_on = '2026-10-04' where person_id = ${old.personId}`)
    await tx.query(sql`insert into people.person (id, born_on, recorded_by) values (${kept}, '1990-01-01', ${newId()})`)
    await tx.query(sql`
      insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by) values (${kept}, 'legal', 'Ann', 'Example', '1990-01-01', ${newId()})`)
    await tx.query(sql`
      insert into people.team_of_person (person_id, team_id, from_date, recorded_by) values (${kept}, ${old.teamId}, '2025-01-01', ${newId()})`)
  })
  return { ...old, mergedId: old.personId, survivorId: kept }
}

const heard = async (db: Db, mergedId: string) => {
  for (const one of [...ofCharging, ...ofNeeds].filter(({ fact }) => fact === 'people/merged'))
    await db.transaction(jobWho(), (tx) => one.handle(tx, { subjectId: mergedId, onDate: today }))
}

onBothDatabases('a record that was merged into another', (open) => {
  test('charges nobody any more and is not reviewed; the review is due on the record that goes on', async () => {
    const db = await open()
    const { mergedId, survivorId, teamId } = await merged(db)
    await db.transaction(jobWho(), (tx) =>
      bookReview(tx, { personId: mergedId, kind: 'planned', cause: 'Yearly', dueOn: day('2026-12-01') }),
    )
    await db.transaction(who('team_manager', { teamIds: [teamId] }), (tx) =>
      mergeRecords(tx, { mergedId, survivorId, reason: 'One person' }),
    )
    const stands = () =>
      db.transaction(jobWho(), async (tx) => ({
        charges: await tx.query(sql`
          select ended_on from charging.contribution where person_id = ${mergedId} order by id`),
        due: (
          await tx.query(
            sql`select id from needs.review_due where person_id = ${mergedId} and settled_on is null order by id`,
          )
        ).length,
        there: (await reviewsOf(tx, survivorId)).map((one) => one.dueOn),
      }))
    expect(await stands()).toEqual({ charges: [{ ended_on: null }], due: 1, there: [] })
    await heard(db, mergedId)
    await heard(db, mergedId)
    expect(await stands()).toEqual({ charges: [{ ended_on: today }], due: 0, there: ['2026-12-01'] })
  })

  test('is one person in the key facts, also for days on which the plan ran under it', async () => {
    const db = await open()
    const people = () =>
      db.transaction(
        who('commissioner'),
        async (tx) =>
          (
            await tx.one<{ people: number }>(
              sql`select coalesce(sum(people), 0)::int as people from strategy.people_on('2026-05-05')`,
            )
          ).people,
      )
    const merge = ({ mergedId, survivorId }: { mergedId: string; survivorId: string }) =>
      db.owner((tx) =>
        tx.query(sql`
          insert into people.merge (merged_id, survivor_id, recorded_by, reason) values (${mergedId}, ${survivorId}, ${newId()}, 'x')`),
      )
    const planUnderOne = await merged(db)
    expect(await people()).toBe(1)
    await merge(planUnderOne)
    expect(await people()).toBe(1)
    const planUnderBoth = await merged(db)
    await placedPerson(db, { also: { personId: planUnderBoth.survivorId, teamId: planUnderBoth.teamId } })
    expect(await people()).toBe(3)
    await merge(planUnderBoth)
    expect(await people()).toBe(2)
  })
})
