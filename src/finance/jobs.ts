import { z } from 'zod'
import { personOfPause, personOfPlacement } from '../brokerage/store.ts'
import { personOfChange, personOfDispute } from '../charging/store.ts'
import { type CalendarDate, parseCalendarDate } from '../core/calendar-date.ts'
import { occasionOfMark } from '../delivery/store.ts'
import { personOfVersion } from '../planning/store.ts'
import type { Tx } from '../platform/db.ts'
import type { Job, Subscription } from '../platform/jobs.ts'
import { enqueue } from '../platform/queue.ts'
import {
  bookYearEnds,
  chargeWeek,
  commitLines,
  followMark,
  giveServiceMonths,
  keepLaterYears,
  linesToSetRight,
  marksToFollow,
  monthsToGive,
  monthsUnderBlock,
  payMonthByInstalments,
  postInstalments,
  setCommitmentsRight,
  takeBackClosed,
  verifyBooks,
  weeksChargedSince,
  weeksToCharge,
} from './store.ts'

const nothing = z.object({}) as z.ZodType<Record<string, never>>

const calendarDate = z.string().transform((text, context): CalendarDate => {
  const day = parseCalendarDate(text)
  if (day !== undefined) return day
  context.addIssue({ code: 'custom', message: 'a day is needed' })
  return z.NEVER
})
const someWeeks = z.object({ weeks: z.array(z.object({ personId: z.uuid(), monday: calendarDate })) })

/** How many people's weeks are charged in one go: so few that a page never waits long for them. */
const AT_ONCE = 25

/** Charges some people's weeks. Safe to repeat. */
const chargeWeeks: Job<z.output<typeof someWeeks>> = {
  name: 'finance/charge-weeks',
  payload: someWeeks,
  handle: async (tx, { weeks }) => {
    for (const { personId, monday } of weeks) await chargeWeek(tx, personId, monday)
  },
}

/** Catches up: binds agreed lines, posts instalments that are due, parts weeks over 31 March by year, works out pay for marks that have none yet, and asks for weeks that are over to be charged, some at a time. */
const catchUp: Job<Record<string, never>> = {
  name: 'finance/catch-up',
  payload: nothing,
  everyMinutes: 60,
  handle: async (tx) => {
    await commitLines(tx)
    await postInstalments(tx)
    await bookYearEnds(tx)
    // From both ends: old marks that cannot be paid yet, however many, keep no new one waiting.
    const marks = [...(await marksToFollow(tx, 250)), ...(await marksToFollow(tx, 250, 'latest'))]
    for (const occasionId of new Set(marks.map((one) => one.occasionId))) await followMark(tx, occasionId)
    const weeks = await weeksToCharge(tx, 500)
    for (let from = 0; from < weeks.length; from += AT_ONCE)
      await enqueue(tx, 'finance/charge-weeks', { weeks: weeks.slice(from, from + AT_ONCE) })
  },
}

const someLines = z.object({ budgetLineIds: z.array(z.uuid()) })

/** Gives back what some lines will not spend. Safe to repeat. */
const setLinesRight: Job<z.output<typeof someLines>> = {
  name: 'finance/set-lines-right',
  payload: someLines,
  handle: async (tx, { budgetLineIds }) => {
    await setCommitmentsRight(tx, { budgetLineIds })
  },
}

/** How many lines are set right in one go. */
const LINES_AT_ONCE = 200

/** Looks twice a day at every line that holds money: closures, places given back and days that passed make no fact of their own. */
const giveBack: Job<Record<string, never>> = {
  name: 'finance/give-back',
  payload: nothing,
  everyMinutes: 720,
  handle: async (tx) => {
    const lines = await linesToSetRight(tx)
    for (let from = 0; from < lines.length; from += LINES_AT_ONCE)
      await enqueue(tx, setLinesRight.name, { budgetLineIds: lines.slice(from, from + LINES_AT_ONCE) })
  },
}

/** Reckons every hour what is held for dates of later years, for finance's first page. */
const reckonLaterYears: Job<Record<string, never>> = {
  name: 'finance/later-years',
  payload: nothing,
  everyMinutes: 60,
  handle: (tx) => keepLaterYears(tx),
}

const monthOfBlock = z.object({ contractId: z.uuid(), month: calendarDate })

/** Works over the dates of a month whose pay was worked out before the block contract that pays for them was written down. Safe to repeat. */
const payByInstalments: Job<z.output<typeof monthOfBlock>> = {
  name: 'finance/pay-by-instalments',
  payload: monthOfBlock,
  handle: async (tx, { contractId, month }) => void (await payMonthByInstalments(tx, contractId, month)),
}

/** Tells the market once a day what each service had in whole months: marks and charges are put right late. */
const tellServiceMonths: Job<Record<string, never>> = {
  name: 'finance/service-months',
  payload: nothing,
  everyMinutes: 1440,
  handle: async (tx) => void (await giveServiceMonths(tx, monthsToGive(tx.today))),
}

/** Proves the books once a day. A fault stops the job, so that it stands among the jobs that need someone. */
const proveBooks: Job<Record<string, never>> = {
  name: 'finance/verify',
  payload: nothing,
  everyMinutes: 1440,
  handle: async (tx) => {
    const { found } = await verifyBooks(tx)
    if (found > 0) throw new Error(`the books have ${found} faults; run daywell finance verify`)
  },
}

export const jobs = [
  catchUp,
  chargeWeeks,
  setLinesRight,
  giveBack,
  reckonLaterYears,
  payByInstalments,
  tellServiceMonths,
  proveBooks,
]

/** What a person pays has changed from a day: weeks charged since are worked out again, each difference a line of its own. */
async function chargeAgain(tx: Tx, changeId: string, from: CalendarDate): Promise<void> {
  const personId = await personOfChange(tx, changeId)
  if (personId === undefined) return
  for (const monday of await weeksChargedSince(tx, personId, from)) await chargeWeek(tx, personId, monday)
}

/** An agreed plan binds money for its lines, and gives back what the lines it ended will not spend. */
async function bindAndGiveBack(tx: Tx, versionId: string): Promise<void> {
  const personId = await personOfVersion(tx, versionId)
  if (personId === undefined) return
  await commitLines(tx, { personId })
  await setCommitmentsRight(tx, { personId })
}

/** Money follows at once from a mark, is bound when a plan is agreed or a place is taken, and given back when dates fall away. */
export const subscriptions: Subscription[] = [
  {
    fact: 'delivery/marked',
    name: 'finance/follow-mark',
    handle: async (tx, { subjectId }) => {
      const occasionId = await occasionOfMark(tx, subjectId)
      if (occasionId !== undefined) await followMark(tx, occasionId)
    },
  },
  {
    fact: 'delivery/laid-again',
    name: 'finance/take-back-closed',
    handle: async (tx, { subjectId }) => {
      await takeBackClosed(tx, subjectId)
    },
  },
  ...['charging/decided', 'charging/told', 'charging/made-free'].map((fact) => ({
    fact,
    name: `finance/charge-again-${fact.slice('charging/'.length)}`,
    handle: (tx: Tx, { subjectId, onDate }: { subjectId: string; onDate: CalendarDate }) =>
      chargeAgain(tx, subjectId, onDate),
  })),
  {
    fact: 'charging/gave-back',
    name: 'finance/charge-week-given-back',
    handle: async (tx, { subjectId, onDate }) => {
      const personId = await personOfDispute(tx, subjectId)
      if (personId !== undefined) await chargeWeek(tx, personId, onDate)
    },
  },
  {
    fact: 'planning/agreed',
    name: 'finance/bind-when-agreed',
    handle: (tx, { subjectId }) => bindAndGiveBack(tx, subjectId),
  },
  {
    fact: 'market/block-contract-recorded',
    name: 'finance/months-under-block',
    handle: async (tx, { subjectId: contractId }) => {
      await postInstalments(tx)
      for (const month of await monthsUnderBlock(tx, contractId))
        await enqueue(tx, payByInstalments.name, { contractId, month })
    },
  },
  ...['brokerage/paused', 'brokerage/pause-ended'].map((fact) => ({
    fact,
    name: `finance/set-right-${fact.slice('brokerage/'.length)}`,
    handle: async (tx: Tx, { subjectId }: { subjectId: string }) => {
      const personId = await personOfPause(tx, subjectId)
      if (personId !== undefined) await setCommitmentsRight(tx, { personId })
    },
  })),
  {
    fact: 'people/died',
    name: 'finance/give-back-on-death',
    handle: async (tx, { subjectId }) => void (await setCommitmentsRight(tx, { personId: subjectId })),
  },
  {
    fact: 'outcomes/support-ended',
    name: 'finance/give-back-when-support-ends',
    handle: async (tx, { subjectId }) => void (await setCommitmentsRight(tx, { personId: subjectId })),
  },
  {
    fact: 'brokerage/placed',
    name: 'finance/bind-when-placed',
    handle: async (tx, { subjectId }) => {
      const personId = await personOfPlacement(tx, subjectId)
      if (personId !== undefined) await commitLines(tx, { personId })
    },
  },
]
