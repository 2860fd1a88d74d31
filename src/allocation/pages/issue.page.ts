import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import { personName } from '../../needs/store.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, faultAt, readForm, severalField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { standsNow } from '../agreed-amount.ts'
import { paths } from '../paths.ts'
import { allocationSentences } from '../refusals.ts'
import { budgetById, type Exception, exceptionsOf, issueBudget, newestCheck, reliefsOf } from '../store.ts'
import { type ToldHow, toldHow } from '../told-how.ts'
import { budgetStaff, ofBudget } from './budget.page.ts'
import { countsToday } from './what-comes.ts'

const ticks = {
  answers: 'I went through the answers together with them',
  page: 'They have the page in their own words, or will with this letter',
  rights: 'I told them how to correct, ask for more, get an advocate or complain',
} as const
const form = z.object({
  ready: severalField.refine(
    (all) => Object.keys(ticks).every((tick) => all.includes(tick)),
    'Do all three first, then tick them',
  ),
  how: choiceField('how they are told', Object.keys(toldHow) as ToldHow[]),
})

async function load(tx: Tx, personId: string, budgetId: string) {
  return {
    person: await personName(tx, personId),
    budget: await budgetById(tx, personId, budgetId),
    check: await newestCheck(tx, budgetId),
    exceptions: await exceptionsOf(tx, budgetId),
    coming: { relief: (await reliefsOf(tx, personId)).find((one) => one.budgetId === budgetId) },
    today: tx.today,
  }
}

/** What became of the newest exception. One that waits lets the budget be told: waiting must not keep the person in the dark. */
function askedWords(one: Exception | undefined): string {
  if (one === undefined) return 'no exception was asked for'
  const sum = `${inPence(one.weeklyPence)} a week`
  if (one.decision === null) return `${sum} was asked for as an exception and is not decided yet`
  return one.agreedPence === null
    ? `${sum} was asked for and not agreed`
    : `${inPence(one.agreedPence)} a week was agreed`
}

function issueView(found: Awaited<ReturnType<typeof load>>, decider: string) {
  const { person, budget, check, exceptions, today } = found
  const { counts, because } = countsToday(found)
  const eased = ` ${inPence(counts)} a week counts today, since the fall is eased.`
  const agreed = ` ${inPence(counts)} a week was agreed as an exception, and counts.`
  const more = because === undefined ? '' : because === 'agreed' ? agreed : eased
  const enough =
    check === undefined
      ? 'It was not checked against local places.'
      : standsNow(check.check, counts).enough
        ? 'It is enough at local places today.'
        : `It is not enough at local places today; ${askedWords(exceptions[0])}.`
  return {
    title: `Issue the budget to ${person.given}`,
    lede: `${inPence(budget.weeklyPence)} a week, ${inPence(budget.yearlyPence)} a year, worked out ${longDate(budget.workedOutOn)}.${more} ${enough}`,
    back: { href: paths.budget(budget.personId, budget.budgetId), text: 'Budget' },
    action: paths.issue(budget.personId, budget.budgetId),
    button: `Issue to ${person.given}`,
    warning: 'This cannot be undone. A newer budget can take its place.',
    now: `It will be recorded that you, ${decider}, issued it on ${longDate(today)}.`,
    hidden: [],
    fields: [
      {
        type: 'several',
        id: 'ready',
        label: 'Before you issue',
        options: Object.entries(ticks).map(([value, text]) => ({ value, text })),
      },
      {
        type: 'radios',
        id: 'how',
        label: 'How are they told?',
        options: Object.entries(toldHow).map(([value, text]) => ({ value, text })),
      },
    ],
  }
}

/** Tells the person their budget: a page that repeats what will be told, then the act. */
export const issuePages: StepPages = async (app) => {
  const policy = { roles: budgetStaff, about: 'Issue a budget to the person' }
  const url = '/people/:personId/allocation/:budgetId/issue'

  app.get(url, { config: { policy } }, async (request, reply) => {
    const { personId, budgetId } = ofBudget.parse(request.params)
    const found = await request.tx((tx) => load(tx, personId, budgetId))
    if (found.budget.issuedOn !== null) return reply.redirect(paths.budget(personId, budgetId), 303)
    return reply.page('platform/pages/form.njk', issueView(found, request.who.name))
  })

  app.post(url, { config: { policy } }, async (request, reply) => {
    const { personId, budgetId } = ofBudget.parse(request.params)
    const read = readForm(form, request.body)
    const done = read.ok
      ? await request.attempt((tx) => issueBudget(tx, { personId, budgetId, how: read.value.how }))
      : undefined
    if (done?.ok) return reply.done(paths.budget(personId, budgetId), 'The budget is issued')
    const found = await request.tx((tx) => load(tx, personId, budgetId))
    const code = done?.refusals[0] ?? ''
    const faults = read.ok
      ? faultAt(
          read,
          'ready',
          allocationSentences[code] ?? 'The budget cannot be issued as the records stand now. Look at it again',
        )
      : read
    return reply.page(
      'platform/pages/form.njk',
      { ...issueView(found, request.who.name), ...faults },
      read.ok ? 409 : 400,
    )
  })
}
