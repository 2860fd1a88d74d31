import { createInterface } from 'node:readline'
import { day } from '../../src/core/calendar-date.ts'
import { claimOnce } from '../../src/directory/store/places.ts'
import { stoppedClock } from '../../src/platform/clock.ts'
import { type Db, raw } from '../../src/platform/db.ts'
import { openServer } from '../../src/platform/db-server.ts'
import { Refused } from '../../src/platform/refused.ts'
import { jobWho } from '../support/who.ts'
import { walk } from './walk.ts'

/** How a claim ended: won, or the name of the rule that refused it. */
export type Ending = 'won' | string

const band = (who: number) => ['1:1', '1:2', '1:4'][who % 3] ?? '1:1'

async function ending(work: Promise<unknown>): Promise<Ending> {
  try {
    await work
    return 'won'
  } catch (error) {
    if (error instanceof Refused) return error.code
    return `fault: ${String(error)}`
  }
}

/** One person asks for the one place of one date, through the store that every page uses. */
export const claimOne = (db: Db, occurrenceId: string, who: number): Promise<Ending> =>
  ending(
    db.transaction(jobWho(), async (tx) => {
      const [person] = await walk<{ id: string }>(tx, `select @p${who} as id`)
      await claimOnce(tx, { occurrenceId, personId: person?.id ?? '', purpose: 'plan', supportBand: '1:1' })
    }),
  )

/** One person asks for every date of a session at once; half of them from the last date to the first, which is bait for deadlocks. */
export const claimMany = (db: Db, sessionId: string, who: number): Promise<Ending> =>
  ending(
    db.transaction(jobWho(), (tx) =>
      walk(
        tx,
        `insert into directory.place_claim (occurrence_id, on_date, start_minute, end_minute, person_id, purpose, support_band, recorded_by)
          select id, on_date, start_minute, end_minute, @p${who}, 'plan', '${band(who)}', @staff from directory.occurrence
           where session_id = '${sessionId}' order by on_date ${who % 2 === 0 ? 'asc' : 'desc'}`,
      ),
    ),
  )

/** A second process: reads "one ID FROM UNTIL" or "many ID FROM UNTIL" a line, lets all of them ask at once, and prints how each ended. */
async function serve(url: string): Promise<void> {
  const db = openServer({ url, clock: stoppedClock(day('2026-11-22')), connections: 25 })
  await Promise.all(
    Array.from({ length: 25 }, () => db.transaction(jobWho(), (tx) => tx.query(raw('select pg_sleep(0.05)')))),
  )
  console.log('ready')
  for await (const line of createInterface({ input: process.stdin })) {
    const [what, id = '', from, until] = line.split(' ')
    const claim = what === 'one' ? claimOne : claimMany
    const people = Array.from({ length: Number(until) - Number(from) }, (_, index) => Number(from) + index)
    console.log(JSON.stringify(await Promise.all(people.map((who) => claim(db, id, who)))))
  }
  await db.close()
}

const url = process.env['CLAIMANTS_URL']
if (url !== undefined) await serve(url)
