import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { metWords, outcomesAchieved } from '../../outcomes/met.ts'
import type { Making } from './planning.ts'
import type { Resident } from './residents.ts'
import { historyFrom, put } from './settings.ts'

const said = {
  fully: ['I do this every week now.', 'I am happy with how this is going.'],
  partially: ['Some weeks it works, some weeks not.', 'I would like to do more of it.'],
  not: ['This has not started yet.', 'It was not what I hoped for.'],
} as const

/** Yearly reviews since the plan began: those done in the year of history with every voice, and the one that comes next. */
export function reviewRows(
  making: Making,
  resident: Resident,
  planFrom: CalendarDate,
  { outcomeIds, versionId }: { outcomeIds: readonly string[]; versionId: string },
): void {
  const { tables, settings, staff, random } = making
  const by = staff.practitionerOf(resident.team).id
  const since = historyFrom(settings)
  for (let due = addDays(planFrom, 364); ; due = addDays(due, 364)) {
    const late = random.whole(-10, 20)
    const done = addDays(due, late)
    const id = random.uuid()
    if (done >= settings.today) {
      put(tables, 'needs.review_due', {
        id,
        person_id: resident.id,
        kind: 'planned',
        cause: 'Yearly review',
        due_on: due,
        recorded_by: by,
      })
      return
    }
    put(tables, 'needs.review_due', {
      id,
      person_id: resident.id,
      kind: 'planned',
      cause: 'Yearly review',
      due_on: due,
      settled_on: done,
      settlement: 'reviewed',
      settled_by: by,
      recorded_by: by,
    })
    if (done >= since) reviewRow(making, { id, resident, done, outcomeIds, versionId, by })
  }
}

function reviewRow(
  { tables, random }: Making,
  of: {
    id: string
    resident: Resident
    done: CalendarDate
    outcomeIds: readonly string[]
    versionId: string
    by: string
  },
): void {
  const { resident, done, outcomeIds, by } = of
  const reviewId = random.uuid()
  const chance = () => (random.next() < 0.52 ? 'fully' : random.next() < 0.8 ? 'partially' : 'not')
  const found = outcomeIds.map((outcome) => ({ outcome, practitioner: chance(), person: chance() }) as const)
  const achieved = outcomesAchieved(found.map(({ practitioner }) => practitioner))
  put(tables, 'outcomes.review', {
    id: reviewId,
    review_due_id: of.id,
    person_id: resident.id,
    started_on: addDays(done, -random.whole(0, 9)),
    completed_on: done,
    method: 'face_to_face',
    outcomes_achieved: achieved,
    event_outcome: 'continues',
    summary: 'The plan goes on.',
    decided_by: by,
    recorded_by: by,
  })
  for (const { outcome, practitioner, person } of found)
    for (const [voice, met] of [
      ['practitioner', practitioner],
      ['person', person],
    ] as const)
      put(tables, 'outcomes.review_outcome', {
        review_id: reviewId,
        person_id: resident.id,
        outcome_id: outcome,
        voice,
        met: metWords[met],
        words: voice === 'person' ? random.pick(said[met]) : null,
        recorded_by: by,
      })
  const unmet = found.some(({ practitioner, person }) => practitioner === 'not' || person === 'not')
  put(tables, 'allocation.plan_finding', {
    id: reviewId,
    plan_version_ref: of.versionId,
    found_on: done,
    needs_met: !unmet,
    open_unmet_need: unmet,
    recorded_by: by,
  })
}
