import { day } from '../../src/core/calendar-date.ts'
import { type AssessedItem, assessedItems, type Level, levelsText } from '../../src/needs/index.ts'
import { completeAssessment, decideEligibility, saveLevels, startAssessment } from '../../src/needs/store.ts'
import { createPerson } from '../../src/people/store.ts'
import { type Db, sql } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Who } from '../../src/platform/who.ts'
import { jobWho, who } from './who.ts'

export interface TestPerson {
  readonly personId: string
  readonly teamId: string
  /** A practitioner of the person's team. */
  readonly worker: Who
}

/** A person of a new team in Crewe, and a practitioner of that team. */
export async function aPerson(db: Db, name = 'Nell'): Promise<TestPerson> {
  const teamId = newId()
  const personId = await db.transaction(jobWho(), async (tx) => {
    await tx.query(
      sql`insert into people.team (id, name, local_area) values (${teamId}, ${`Team of ${name} ${teamId.slice(-6)}`}, 'Crewe')`,
    )
    return createPerson(tx, { givenName: name, familyName: 'Ashworth', bornOn: day('1994-03-14'), teamId })
  })
  return { personId, teamId, worker: who('practitioner', { teamIds: [teamId] }) }
}

/** Everybody's levels: those given, the rest nothing. */
const levelsWith = (given: Partial<Record<AssessedItem, Level>>): Record<AssessedItem, Level> =>
  Object.fromEntries(assessedItems.map((item) => [item, given[item] ?? 0])) as Record<AssessedItem, Level>

/** A completed assessment of the person at these levels, with eligible needs unless said otherwise. */
export async function anAssessment(
  db: Db,
  { personId, worker }: TestPerson,
  levels: Partial<Record<AssessedItem, Level>>,
  eligible = true,
): Promise<string> {
  return db.transaction(worker, async (tx) => {
    const assessmentId = await startAssessment(tx, { personId, kind: 'long_term', startedOn: tx.today })
    const ids = { personId, assessmentId }
    await saveLevels(tx, { ...ids, levels: levelsWith(levels), seen: levelsText({}) })
    const done = { method: 'face_to_face', whatMatters: 'Seeing Dev', strengths: 'Cooks with a recipe' } as const
    await completeAssessment(tx, { ...ids, ...done, completedOn: tx.today, seen: levelsText(levelsWith(levels)) })
    const unable = { g: 'help', i: 'help' } as const
    await decideEligibility(tx, {
      ...ids,
      findings: { fromImpairment: true, unable, wellbeing: eligible, reason: 'As agreed.' },
    })
    return assessmentId
  })
}
