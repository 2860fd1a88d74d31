import { day } from '../../src/core/calendar-date.ts'
import { audit } from '../../src/platform/audit.ts'
import { stoppedClock } from '../../src/platform/clock.ts'
import { sql } from '../../src/platform/db.ts'
import { openEmbedded } from '../../src/platform/db-embedded.ts'
import { openServer } from '../../src/platform/db-server.ts'
import { newId } from '../../src/platform/ids.ts'
import { actor } from '../../src/platform/who.ts'
import { jobWho } from '../support/who.ts'

// A process that writes people as fast as it can and says which are written, until it is killed.
const place = process.env['WRITER_DATABASE'] ?? ''
const clock = stoppedClock(day('2026-11-22'))
const db = place.startsWith('postgres:')
  ? openServer({ url: place, clock })
  : await openEmbedded({ folder: place, clock })

async function writeOne(): Promise<void> {
  const personId = newId()
  await db.transaction(jobWho(), async (tx) => {
    await tx.query(
      sql`insert into people.person (id, born_on, recorded_by) values (${personId}, date '1990-01-01', ${actor(tx)})`,
    )
    await tx.query(sql`
      insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by)
      values (${personId}, 'legal', 'Synthetic', 'Person', date '2000-01-01', ${actor(tx)})`)
    await audit(tx, { action: 'people/recorded', subject: 'person', subjectId: personId, personId })
  })
  process.stdout.write(`${personId}\n`)
}

async function writeOnAndOn(): Promise<never> {
  for (;;) await writeOne()
}
await Promise.all([writeOnAndOn(), writeOnAndOn(), writeOnAndOn()])
