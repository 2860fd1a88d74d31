import { mondayOf, parseCalendarDate } from '../core/calendar-date.ts'
import { inPence } from '../core/money.ts'
import { sawPerson } from '../platform/audit.ts'
import type { Command } from '../platform/command.ts'
import { isId } from '../platform/ids.ts'
import { costOf, myWeek, onTheDayOf } from './my-week.ts'
import { weekRows } from './store/my-week.ts'
import {
  bookRules,
  chargeWeek,
  commitLines,
  everyPayRun,
  followMark,
  giveServiceMonths,
  marksToFollow,
  monthsToGive,
  paidBacks,
  payLinesOf,
  setCommitmentsRight,
  statementOf,
  verifyBooks,
  weeksToCharge,
} from './store.ts'

const verify: Command = {
  step: 'finance',
  name: 'verify',
  summary: 'Proves the books: sums, guarded totals, marks and pay, nothing paid twice',
  usage: 'finance verify [--json]',
  run: async ({ db, who }) => {
    const found = await (await db()).transaction(who, verifyBooks)
    const checked = `${found.found > found.faults.length ? `${found.faults.length} of ${found.found} faults are named. ` : ''}${found.transfers} transfers and ${found.payLines} pay lines checked.`
    const lines = bookRules.map((rule) => {
      const faults = found.faults.filter((fault) => fault.rule === rule)
      return faults.length === 0
        ? `right: ${rule}`
        : `WRONG: ${rule}\n${faults.map(({ subject, detail }) => `  ${subject ?? ''} ${detail}`).join('\n')}`
    })
    return { exit: found.faults.length === 0 ? 0 : 1, json: found, text: [...lines, checked].join('\n') }
  },
}

const follow: Command = {
  step: 'finance',
  name: 'follow',
  summary:
    'Binds agreed lines, works out pay for marks that have none, gives back what will not be spent, charges weeks that are over, and tells the market what services brought; safe to repeat',
  usage: 'finance follow [--json]',
  run: async ({ db, who, progress }) => {
    const open = await db()
    const committed = await open.transaction(who, (tx) => commitLines(tx))
    const marks = await open.transaction(who, (tx) => marksToFollow(tx, 100_000))
    let unpaid = 0
    for (const [at, { occasionId }] of marks.entries()) {
      unpaid += (await open.transaction(who, (tx) => followMark(tx, occasionId))).length
      if (at % 100 === 0) progress(`${at} of ${marks.length} marks`)
    }
    const weeks = await open.transaction(who, (tx) => weeksToCharge(tx, 100_000))
    for (const { personId, monday } of weeks) await open.transaction(who, (tx) => chargeWeek(tx, personId, monday))
    const givenBack = await open.transaction(who, (tx) => setCommitmentsRight(tx))
    const months = await open.transaction(who, (tx) => giveServiceMonths(tx, monthsToGive(tx.today)))
    const json = { committed, marks: marks.length, unpaid, weeks: weeks.length, givenBack, months }
    return {
      exit: 0,
      json,
      text: `${committed} rows bound, ${marks.length} marks followed (${unpaid} without pay), ${weeks.length} weeks charged, ${givenBack} lines set right, ${months} months of services told to the market.`,
    }
  },
}

const week: Command = {
  step: 'finance',
  name: 'week',
  summary: "Shows a person's week and money, added up",
  usage: 'finance week PERSON-ID [YYYY-MM-DD] [--json]',
  run: async ({ args, db, who, clock }) => {
    const [personId = '', asked] = args
    const on = asked === undefined ? clock.today() : parseCalendarDate(asked)
    if (!isId(personId) || on === undefined)
      return { exit: 2, text: 'Give the id of a person and, if you like, a day like 2026-04-07.' }
    const sum = myWeek(
      await (await db()).transaction(who, async (tx) => {
        await sawPerson(tx, personId, '/command-line/finance/week')
        return weekRows(tx, personId, mondayOf(on))
      }),
    )
    if (!sum.ok)
      return { exit: 1, json: { refused: sum.refusals[0] }, text: `The week does not add up: ${sum.refusals[0]}` }
    const { days, used, onTheDay, iPay, councilPays } = sum.value
    const lines = days.flatMap(({ on: day, sessions }) =>
      sessions.map((one) => `${day}\t${one.title}\t${inPence(costOf(one))}\t${inPence(onTheDayOf(one))}`),
    )
    const foot = [
      `In all\t\t${inPence(used)}\t${inPence(onTheDay)}`,
      `The person pays ${inPence(iPay)}, the council ${inPence(councilPays)}.`,
    ]
    return { exit: 0, json: sum.value, text: [...lines, ...foot].join('\n') }
  },
}

const statement: Command = {
  step: 'finance',
  name: 'statement',
  summary: "Shows a person's pay lines, charges and payments",
  usage: 'finance statement PERSON-ID [--json]',
  run: async ({ args, db, who }) => {
    const [personId = ''] = args
    if (!isId(personId)) return { exit: 2, text: 'Give the id of a person.' }
    const json = await (await db()).transaction(who, async (tx) => {
      await sawPerson(tx, personId, '/command-line/finance/statement')
      return { ...(await statementOf(tx, personId)), payLines: await payLinesOf(tx, personId) }
    })
    const weeks = json.weeks.map(
      ({ weekStart, charge, delivered }) => `${weekStart}\tcost ${inPence(delivered)}\tcharged ${inPence(charge)}`,
    )
    return {
      exit: 0,
      json,
      text: [
        ...weeks,
        `Charged ${inPence(json.charged)}, paid ${inPence(json.received)}${json.paidOut > 0 ? `, paid back ${inPence(json.paidOut)}` : ''}.`,
      ].join('\n'),
    }
  },
}

const runs: Command = {
  step: 'finance',
  name: 'pay-runs',
  summary: 'Lists pay runs, the newest first',
  usage: 'finance pay-runs [--json]',
  run: async ({ db, who }) => {
    const json = await (await db()).transaction(who, everyPayRun)
    const state = (one: (typeof json)[number]) => (one.paidAt ? 'paid' : one.approvedAt ? 'approved' : 'draft')
    return {
      exit: 0,
      json,
      text:
        json.map((one) => `${one.runId}\t${one.period}\t${state(one)}\t${inPence(one.paid)}`).join('\n') ||
        'No pay run yet.',
    }
  },
}

const paidBack: Command = {
  step: 'finance',
  name: 'paid-back',
  summary: 'Lists what providers paid back, the newest first',
  usage: 'finance paid-back [--json]',
  run: async ({ db, who }) => {
    const json = await (await db()).transaction(who, (tx) => paidBacks(tx))
    const line = (one: (typeof json)[number]) =>
      [
        one.on,
        one.provider,
        one.reference,
        inPence(one.amount),
        one.takenBackAt === null ? 'booked' : 'taken back',
      ].join('\t')
    return { exit: 0, json, text: json.map(line).join('\n') || 'No provider has paid anything back.' }
  },
}

/** The commands of finance. Runs are approved and paid by named people, on pages or through the API. */
export const commands: readonly Command[] = [verify, follow, week, statement, runs, paidBack]
