import { z } from 'zod'
import { contributionFrom } from '../../charging/store.ts'
import { latestDay, mondayOf } from '../../core/calendar-date.ts'
import { datesOfWeekAsked } from '../../delivery/store.ts'
import { journey, type StepName } from '../../journey.ts'
import { liveOutcomesAsked, voicesNamedAsked } from '../../outcomes/store.ts'
import { voiceOf } from '../../people/index.ts'
import { mergedInto, personRecord } from '../../people/store.ts'
import { draftOf, namesOf } from '../../planning/store.ts'
import { allOf } from '../../platform/all-of.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import type { Who } from '../../platform/who.ts'
import { stepReaders } from '../step-readers.ts'
import { steps } from '../steps.ts'
import { happenedAsked, nextReviewAsked } from '../store/history.ts'
import { looksAt } from '../store.ts'
import { ownRecordView } from './own-record.view.ts'
import type { Around } from './person-around.view.ts'
import { type Along, type Hidden, personRecordView } from './person-record.view.ts'

const about = 'A person’s record: where they are on the journey, and who looked'
const policy = { roles: ['practitioner', 'team_manager', 'broker', 'finance', 'person'], about } as const

/** Which page of those who looked; what is no page is the first. */
const pageOfLooks = z.coerce.number().int().min(1).max(100_000).catch(1)

/** So many of the last things that happened stand on the record, and so many missed dates at most among them; all of it has a page of its own. */
const latest = 6
const missedMost = 3

/** The first page of a person's record. */
export const personRecordPages: StepPages = async (app) => {
  type Asked = { Params: { personId: string }; Querystring: { looks?: string } }
  app.get<Asked>('/people/:personId', { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const looksPage = pageOfLooks.parse(request.query.looks)
    const found = await request.tx(async (tx) => {
      const { role } = request.who
      const team = role === 'practitioner' || role === 'team_manager'
      const [along, around, looked] = await allOf([
        allOf(journey.map((step) => alongOf(tx, step, personId))),
        team ? aroundOf(tx, personId) : Promise.resolve(null),
        role === 'person' ? looksAt(tx, personId, looksPage) : Promise.resolve({ looks: [], page: 1, older: false }),
      ])
      const told = along.filter((one) => one !== undefined)
      return {
        along: told.filter((one): one is Along => one.progress !== null),
        hidden: told.flatMap(({ step, progress }) => (progress === null ? [step] : [])),
        around,
        ...looked,
      }
    })
    return request.who.role === 'person'
      ? reply.page('app/pages/own-record.njk', ownRecordView(found, voiceOf(request.personBar?.actsFor ?? '')))
      : reply.page('app/pages/person-record.njk', personRecordView({ ...found, personId, bar: request.personBar }))
  })
}

/** Where the person stands in one step of the journey, or that the reader may not read it; nothing where the step is not built or tells nothing. */
async function alongOf(tx: Tx, step: StepName, personId: string): Promise<Along | Hidden | undefined> {
  const asked = steps[step]?.progress
  if (asked === undefined) return undefined
  if (!mayRead(tx.who.role, step)) return { step, progress: null }
  return { step, progress: await asked(tx, personId) }
}

const mayRead = (role: Who['role'], step: StepName) =>
  role === 'person' || (stepReaders[step] ?? []).some((reader) => reader === role)

/** What the person's team sees beside the journey. */
async function aroundOf(tx: Tx, personId: string): Promise<Around> {
  const monday = mondayOf(tx.today)
  const [draft, names, record, merged, told] = await allOf([
    draftOf(tx, personId),
    namesOf(tx, personId),
    personRecord(tx, personId),
    mergedInto(tx, [personId]),
    tx.together({
      outcomes: liveOutcomesAsked(personId, tx.today),
      voices: voicesNamedAsked(personId),
      dates: datesOfWeekAsked(personId, monday),
      review: nextReviewAsked(personId),
      happened: happenedAsked(personId, { today: tx.today, most: latest, missedMost }),
    }),
  ])
  const from = draft.inForce === undefined ? draft.from : latestDay(draft.from, draft.inForce.fromDate)
  const contribution = await contributionFrom(tx, personId, from)
  return {
    given: names.given,
    record,
    merged,
    draft,
    ...told,
    today: tx.today,
    monday,
    charge:
      contribution === undefined
        ? undefined
        : { weekly: contribution.weekly, upTo: contribution.basis === 'provisional', from: contribution.from },
    from,
  }
}
