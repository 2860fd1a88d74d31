import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import { assessmentsOf, personName } from '../../needs/store.ts'
import type { Tx } from '../../platform/db.ts'
import { type FormReading, faultAt, readForm, wholeNumberField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import type { AllocationTable } from '../allocation-table.ts'
import type { ChosenAddOn } from '../answers.ts'
import { paths } from '../paths.ts'
import { allocationSentences } from '../refusals.ts'
import {
  budgetById,
  budgetsOf,
  checkSufficiency,
  type TableForPerson,
  tableForPerson,
  workOutBudget,
} from '../store.ts'
import { unitsInAWeek } from '../units-in-a-week.ts'
import { budgetStaff, ofPerson } from './budget.page.ts'

/** One number for each add-on of the table; an empty one is none. */
function addOnsForm(table: AllocationTable) {
  const fields = table.addOns.map((addOn) => {
    const count = wholeNumberField(addOn.words.toLowerCase(), { least: 0, most: unitsInAWeek[addOn.unit] })
    return [`addon-${addOn.code}`, z.preprocess((value) => (value === undefined || value === '' ? '0' : value), count)]
  })
  return z.object(Object.fromEntries(fields) as Record<string, z.ZodType<number>>)
}

const chosen = (value: Record<string, number>): ChosenAddOn[] =>
  Object.entries(value).flatMap(([name, units]) => (units === 0 ? [] : [{ code: name.slice('addon-'.length), units }]))

async function load(tx: Tx, personId: string) {
  const assessments = await assessmentsOf(tx, personId)
  const ready = assessments.find((one) => one.eligible === true && one.replacedBy === null)
  const [last] = await budgetsOf(tx, personId)
  return {
    person: await personName(tx, personId),
    ready,
    counts: await tableForPerson(tx, personId),
    last: last === undefined ? undefined : await budgetById(tx, personId, last.budgetId),
  }
}

type Loaded = Awaited<ReturnType<typeof load>>

/** Why this table and no other, where that needs saying. */
const whyTable: Record<TableForPerson['why'], string> = {
  in_force: '',
  own_table: ' This is the table they have: another comes in for them only at a review.',
  at_review: ' It comes in for them at their review.',
  not_here_yet: ' The newest table has not come to their area yet.',
}

function workOutView(personId: string, { person, ready, last }: Loaded, { adopted, why }: TableForPerson) {
  return {
    title: 'Work out an indicative budget',
    lede: `For ${person.name}, from the assessment completed ${ready?.completedOn ? longDate(ready.completedOn) : ''}, with table ${adopted.version}.${whyTable[why]}`,
    back: { href: `/people/${personId}`, text: 'Record' },
    action: paths.new(personId),
    button: 'Work it out',
    warning: '',
    now:
      last === undefined
        ? ''
        : `The budget before this one was worked out on ${longDate(last.workedOutOn)}. It stays on record.`,
    hidden: [],
    fields: [
      {
        type: 'heading',
        label: 'What comes on top',
        hint: 'Things with a published price of their own, beside the points. Leave empty what is not needed.',
      },
      ...adopted.table.addOns.map((addOn) => ({
        type: 'text',
        id: `addon-${addOn.code}`,
        label: addOn.words,
        hint: `${addOn.unit === 'week' ? 'Enter 1 if it is needed.' : `How many ${addOn.unit}s a week?`} ${inPence(addOn.perUnitPence)} a ${addOn.unit}`,
        width: '3',
      })),
    ],
  }
}

/** Works out an indicative budget from the newest eligible assessment, and checks it at once against local places. */
export const workOutPages: StepPages = async (app) => {
  const policy = { roles: budgetStaff, about: 'Work out a person’s budget' }

  app.get('/people/:personId/allocation/new', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const found = await request.tx((tx) => load(tx, personId))
    if (found.ready === undefined || found.counts === undefined)
      return reply.page('allocation/pages/not-yet.njk', {
        why: allocationSentences[found.ready === undefined ? 'eligibility_was_decided' : 'no_table_in_force'],
      })
    const typed = Object.fromEntries(
      (found.last?.answers.addOns ?? []).map(({ code, units }) => [`addon-${code}`, String(units)]),
    )
    return reply.page('platform/pages/form.njk', { ...workOutView(personId, found, found.counts), typed })
  })

  app.post('/people/:personId/allocation/new', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const found = await request.tx((tx) => load(tx, personId))
    const { ready, counts } = found
    if (ready === undefined || counts === undefined)
      return reply.page(
        'allocation/pages/not-yet.njk',
        { why: allocationSentences[ready === undefined ? 'eligibility_was_decided' : 'no_table_in_force'] },
        409,
      )
    const { adopted } = counts
    const read: FormReading<Record<string, number>> = readForm(addOnsForm(adopted.table), request.body)
    const done = read.ok
      ? await request.attempt(async (tx) => {
          const id = await workOutBudget(tx, { personId, assessmentId: ready.assessmentId, addOns: chosen(read.value) })
          await checkSufficiency(tx, personId, id)
          return id
        })
      : undefined
    if (done?.ok) return reply.done(paths.budget(personId, done.value), 'Worked out, and checked against local places')
    const code = done?.refusals[0] ?? ''
    const first = adopted.table.addOns[0]
    const faults = read.ok
      ? faultAt(
          read,
          first === undefined ? 'main-content' : `addon-${first.code}`,
          allocationSentences[code] ?? 'The budget could not be worked out. Look at the record again',
        )
      : read
    return reply.page(
      'platform/pages/form.njk',
      { ...workOutView(personId, found, counts), ...faults },
      read.ok ? 409 : 400,
    )
  })
}
