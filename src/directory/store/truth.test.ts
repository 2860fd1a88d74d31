import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { addMonths, type CalendarDate, day } from '../../core/calendar-date.ts'
import { type Clock, stoppedClock } from '../../platform/clock.ts'
import { type Db, sql } from '../../platform/db.ts'
import { searchCriteria } from '../search-criteria.ts'
import {
  bookableDates,
  closeForAWhile,
  decideProposal,
  directoryAnswer,
  entryVersions,
  myEntries,
  myEntriesWaiting,
  openAgain,
  openReminders,
  opportunityDetails,
  proposeChange,
  publishedEntries,
  recordCheck,
  restoreVersion,
  sayStillRight,
  searchIndexFor,
  standingContent,
  withdrawProposal,
} from '../store.ts'
import { makeReminders, noteReminderSent } from './reminders.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const policy = { askMonths: 3, oldMonths: 6 }
const provider = who('provider', { providerId: id(1) })
const stranger = who('provider', { providerId: id(2) })
const commissioner = who('commissioner', { accountId: '22222222-2222-7222-8222-222222222222' })

function movable(start: string): Clock & { to: (date: string) => void } {
  let today = day(start)
  return {
    now: () => stoppedClock(today).now(),
    today: () => today,
    to: (date) => {
      today = day(date)
    },
  }
}

/** Two providers with an entry each, one entry of a feed, and one that is hidden. */
async function laid(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(
      sql`insert into directory.organisation (id, name, email) values (${id(1)}, 'Kettle Kitchens', 'k@example.org'), (${id(2)}, 'Other', null)`,
    )
    await tx.query(sql`
      insert into market.provider (id, organisation_id, in_house, kind) values (${id(1)}, ${id(1)}, false, 'community_group'), (${id(2)}, ${id(2)}, false, 'community_group')`)
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, summary, audience, last_checked_on, recorded_at) values
        (${id(1)}, ${id(1)}, 'Copper Kettle', 'Cook together.', 'public', '2026-08-22', '2026-01-01'), (${id(2)}, ${id(2)}, 'Copper Walk', null, 'public', '2026-11-01', '2026-01-01'),
        (${id(3)}, ${id(2)}, 'Copper from a feed', null, 'public', '2026-01-01', '2026-01-01'), (${id(4)}, ${id(1)}, 'Copper refuge', null, 'hidden', '2026-01-01', '2026-01-01')`)
    await tx.query(sql`
      insert into directory.source_record (feed, entity, external_id, opportunity_id, content_hash, content) values ('f', 'service', '3', ${id(3)}, 'x', '{}')`)
  })
}

const names = async (db: Db, today: CalendarDate) => {
  const index = await searchIndexFor(db, 'public')
  const answer = await db.transaction(who('public'), (tx) =>
    directoryAnswer(tx, index, searchCriteria.parse({ what: 'copper' }), addMonths(today, -6)),
  )
  return answer.results.map(({ name }) => name)
}

onBothDatabases('an entry is asked about', (open) => {
  test('at three months and again at six, once each; "still right" is a look by whoever runs it, and only they can say so', async () => {
    const clock = movable('2026-11-21')
    const db = await open(clock)
    await laid(db)
    const ask = () => db.transaction(jobWho(), (tx) => makeReminders(tx, policy))
    expect(await ask()).toBe(0)
    clock.to('2026-11-22')
    expect([await ask(), await ask()]).toEqual([1, 0])
    clock.to('2027-02-22')
    expect([await ask(), await ask()]).toEqual([2, 0])
    const open6 = await db.transaction(commissioner, (tx) => openReminders(tx, { words: '', limit: 9, offset: 0 }))
    expect(open6.reminders.map(({ name, months, countedFrom }) => [name, months, countedFrom])).toEqual([
      ['Copper Kettle', 6, '2026-08-22'],
      ['Copper Walk', 3, '2026-11-01'],
    ])
    await db.transaction(commissioner, (tx) => noteReminderSent(tx, open6.reminders[0]?.id ?? ''))
    expect(
      (await db.transaction(commissioner, (tx) => openReminders(tx, { words: '', limit: 9, offset: 0 }))).unsent,
    ).toBe(1)
    expect(await db.transaction(provider, (tx) => myEntriesWaiting(tx))).toMatchObject([{ what: 'Copper Kettle' }])
    await expect(db.transaction(stranger, (tx) => sayStillRight(tx, id(1)))).rejects.toMatchObject({
      what: 'opportunity',
    })
    await db.transaction(provider, (tx) => sayStillRight(tx, id(1)))
    expect(await db.transaction(provider, (tx) => myEntries(tx))).toMatchObject([
      {
        name: 'Copper Kettle',
        checkedOn: '2027-02-22',
        asked: null,
        assurer: { kind: 'provider', name: 'Kettle Kitchens' },
      },
    ])
    expect(await ask()).toBe(0)
    clock.to('2027-05-22')
    expect(await ask()).toBe(2)
  })

  test('the council’s look is told by role, a feed by its name; an entry grows old overnight with no write, and sinks', async () => {
    const clock = movable('2026-11-22')
    const db = await open(clock)
    await laid(db)
    await db.transaction(commissioner, (tx) => recordCheck(tx, id(2), 'right', 'Phoned Ann'))
    await db.owner((tx) =>
      tx.query(
        sql`insert into directory.feed_source (name, feed, address, standard, policy, recorded_by) values ('Active Cheshire', 'f', 'https://example.org/', 'open_referral', 'publish', ${id(1)})`,
      ),
    )
    const seen = (n: number) => db.transaction(who('public'), (tx) => opportunityDetails(tx, id(n)))
    expect(await seen(2)).toMatchObject({
      assurer: { kind: 'council', name: 'commissioner' },
      lastCheck: { kind: 'council', result: 'right' },
    })
    expect(await seen(3)).toMatchObject({
      assurer: { kind: 'feed', name: 'Active Cheshire' },
      fromFeed: 'Active Cheshire',
    })
    expect(await seen(4)).toBeUndefined()
    expect(await db.transaction(who('public'), (tx) => tx.query(sql`select note from directory.entry_check`))).toEqual(
      [],
    )
    expect(await names(db, day('2026-11-22'))).toEqual(['Copper Kettle', 'Copper Walk', 'Copper from a feed'])
    clock.to('2027-02-22')
    expect(await names(db, day('2027-02-22'))).toEqual(['Copper Kettle', 'Copper Walk', 'Copper from a feed'])
    clock.to('2027-02-23')
    expect(await names(db, day('2027-02-23'))).toEqual(['Copper Walk', 'Copper from a feed', 'Copper Kettle'])
  })
})

onBothDatabases('a change by whoever runs an entry', (open) => {
  test('is public after approval only; what stood is kept, and an earlier version comes back as a new one', async () => {
    const db = await open()
    await laid(db)
    const stood = await db.transaction(provider, (tx) => standingContent(tx, id(1)))
    const propose = (more: object) =>
      db.transaction(provider, (tx) => proposeChange(tx, id(1), { proposed: { ...stood, ...more } }))
    await expect(propose({})).rejects.toMatchObject({ code: 'proposal_changes_nothing' })
    const first = await propose({ name: 'Copper Pot', whatToBring: 'An apron' })
    await expect(propose({ name: 'Copper Pan' })).rejects.toMatchObject({ code: 'proposal_one_open' })
    await expect(
      db.transaction(stranger, (tx) => proposeChange(tx, id(1), { proposed: { ...stood, name: 'Stolen' } })),
    ).rejects.toMatchObject({ what: 'opportunity' })
    await expect(
      db.transaction(provider, (tx) =>
        tx.query(sql`update directory.opportunity set name = 'Mine' where id = ${id(1)} returning id`),
      ),
    ).resolves.toEqual([])
    await expect(
      db.transaction(provider, (tx) => decideProposal(tx, first, { decision: 'approved' })),
    ).rejects.toThrow()
    expect(await db.transaction(who('public'), (tx) => opportunityDetails(tx, id(1)))).toMatchObject({
      name: 'Copper Kettle',
    })
    // the summary changes here while the proposal waits, and stays
    await db.owner((tx) =>
      tx.query(sql`update directory.opportunity set summary = 'Cook and eat.' where id = ${id(1)}`),
    )
    await expect(
      db.transaction(commissioner, (tx) => decideProposal(tx, first, { decision: 'rejected' })),
    ).rejects.toMatchObject({ code: 'proposal_rejected_with_reason' })
    await db.transaction(commissioner, (tx) => decideProposal(tx, first, { decision: 'approved' }))
    await expect(
      db.transaction(commissioner, (tx) => decideProposal(tx, first, { decision: 'approved' })),
    ).rejects.toMatchObject({ code: 'proposal_decided_already' })
    expect(await db.transaction(who('public'), (tx) => opportunityDetails(tx, id(1)))).toMatchObject({
      name: 'Copper Pot',
      summary: 'Cook and eat.',
      whatToBring: 'An apron',
      checkedOn: '2026-11-22',
      assurer: { kind: 'provider', name: 'Kettle Kitchens' },
    })
    await db.transaction(commissioner, (tx) => restoreVersion(tx, id(1), { number: 1, reason: 'The name was right' }))
    const versions = await db.transaction(commissioner, (tx) => entryVersions(tx, id(1)))
    expect(
      versions.map(({ number, origin, content, restoredNumber }) => [number, origin, content.name, restoredNumber]),
    ).toEqual([
      [3, 'restored', 'Copper Kettle', 1],
      [2, 'proposed', 'Copper Pot', null],
      [1, 'as it stood', 'Copper Kettle', null],
    ])
    await expect(
      db.transaction(commissioner, (tx) => restoreVersion(tx, id(1), { number: 1, reason: 'Again' })),
    ).rejects.toMatchObject({ code: 'version_stands_already' })
    await expect(db.owner((tx) => tx.query(sql`update directory.entry_version set reason = 'other'`))).rejects.toThrow()
    const now = await db.transaction(provider, (tx) => standingContent(tx, id(1)))
    await db.transaction(provider, (tx) => proposeChange(tx, id(1), { proposed: { ...now, phone: '01270 123456' } }))
    await db.transaction(provider, (tx) => withdrawProposal(tx, id(1)))
    await expect(db.transaction(provider, (tx) => withdrawProposal(tx, id(1)))).rejects.toMatchObject({
      code: 'proposal_decided_already',
    })
    for (const asker of [who('public'), stranger])
      expect(
        await db.transaction(asker, (tx) =>
          tx.query(
            sql`select id from directory.entry_proposal union all select id from directory.entry_version union all select id from directory.entry_reminder`,
          ),
        ),
      ).toEqual([])
  })
})

onBothDatabases('an entry that is closed for a while', (open) => {
  test('says so, sinks, cannot be booked on those days, and opens again by itself or when somebody says so', async () => {
    const clock = movable('2026-11-22')
    const db = await open(clock)
    await laid(db)
    await db.owner(async (tx) => {
      await tx.query(sql`
        insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date, public_may_book)
        values (${id(1)}, ${id(1)}, 7, '2026-01-05', 600, 720, '2026-01-05', true)`)
      await tx.query(sql`
        insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute) values (${id(1)}, ${id(1)}, '2026-11-29', 600, 720), (${id(2)}, ${id(1)}, '2026-12-06', 600, 720)`)
      await tx.query(
        sql`insert into directory.stock (occurrence_id, resource, capacity) values (${id(1)}, 'place', 3), (${id(2)}, 'place', 3)`,
      )
    })
    const shut = (from: string, until: string, asker = provider) =>
      db.transaction(asker, (tx) =>
        closeForAWhile(tx, id(1), { from: day(from), until: day(until), reason: 'Painting' }),
      )
    await expect(shut('2026-12-01', '2026-11-30')).rejects.toMatchObject({ code: 'pause_in_order' })
    await expect(shut('2026-11-01', '2026-11-20')).rejects.toMatchObject({ code: 'pause_is_over' })
    await expect(shut('2026-12-01', '2028-11-30')).rejects.toMatchObject({ code: 'pause_within_a_year' })
    await expect(shut('2026-12-01', '2026-12-02', stranger)).rejects.toMatchObject({ what: 'opportunity' })
    const seen = () => db.transaction(who('public'), (tx) => opportunityDetails(tx, id(1)))
    const dates = async () =>
      (await db.transaction(who('public'), (tx) => bookableDates(tx, id(1)))).map(({ onDate }) => onDate)
    expect(await dates()).toEqual(['2026-11-29', '2026-12-06'])
    expect(await shut('2026-11-28', '2026-12-01')).toMatchObject({ bookings: 0 })
    await expect(shut('2026-12-01', '2026-12-05')).rejects.toMatchObject({ code: 'pause_no_overlap' })
    expect([await dates(), (await seen())?.sessions[0]?.next?.onDate]).toEqual([['2026-12-06'], '2026-12-06'])
    expect(await names(db, day('2026-11-22'))).toEqual(['Copper Kettle', 'Copper Walk', 'Copper from a feed'])
    clock.to('2026-11-28')
    expect(await names(db, day('2026-11-28'))).toEqual(['Copper Walk', 'Copper from a feed', 'Copper Kettle'])
    expect((await seen())?.pauses).toEqual([{ from: '2026-11-28', until: '2026-12-01', reason: 'Painting', now: true }])
    expect((await db.transaction(who('public'), (tx) => publishedEntries(tx, [id(1)])))[0]?.entry).toMatchObject({
      status: 'temporarily closed',
      alert: 'Closed for now: Painting',
    })
    clock.to('2026-12-02')
    expect([(await seen())?.pauses, await names(db, day('2026-12-02'))]).toEqual([
      [],
      ['Copper Kettle', 'Copper Walk', 'Copper from a feed'],
    ])
    const { id: pauseId } = await shut('2026-12-02', '2026-12-30', commissioner)
    expect((await names(db, day('2026-12-02')))[0]).toBe('Copper Walk')
    await db.transaction(provider, (tx) => openAgain(tx, id(1), pauseId))
    expect((await names(db, day('2026-12-02')))[0]).toBe('Copper Kettle')
    await expect(db.transaction(provider, (tx) => openAgain(tx, id(1), pauseId))).rejects.toMatchObject({
      code: 'pause_is_over',
    })
  })
})
