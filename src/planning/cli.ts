import { z } from 'zod'
import { formatMoney, parseMoney } from '../core/money.ts'
import { sawPerson } from '../platform/audit.ts'
import { type Command, dayFlag, noSuchDay, noSuchPage, pageFlag } from '../platform/command.ts'
import { Refused } from '../platform/refused.ts'
import { costInWords, costOfWeek, weekToCost } from './cost-file.ts'
import { type Approver, approvalQueue, approvers, draftOf, giveLimit } from './store.ts'
import { suggestTier } from './suggest-tier.ts'

const faults = (error: z.ZodError) => error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`)

/** Reads JSON and checks it; a fault names its field. */
function read<T>(schema: z.ZodType<T>, text: string): { value: T } | { faults: string[] } {
  let sent: unknown
  try {
    sent = JSON.parse(text)
  } catch {
    return { faults: ['file: is not JSON'] }
  }
  const found = schema.safeParse(sent)
  return found.success ? { value: found.data } : { faults: faults(found.error) }
}

const cost: Command = {
  step: 'planning',
  name: 'cost',
  summary: 'Work out what a week costs in a year, on real dates',
  usage: 'planning cost WEEK.json|- [--json]',
  input: weekToCost,
  run: async ({ args, readText }) => {
    const [file] = args
    if (file === undefined) return { exit: 2, text: 'Name the file: daywell planning cost WEEK.json' }
    const week = read(weekToCost, await readText(file))
    if ('faults' in week) return { exit: 1, json: { faults: week.faults }, text: week.faults.join('\n') }
    const costed = costOfWeek(week.value)
    return { exit: 0, json: costed, text: costInWords(costed) }
  },
}

const tierInput = z.object({
  levels: z.record(z.string(), z.int().min(0).max(4)),
  outcomes: z.array(z.object({ careActItem: z.string(), iStatement: z.string().default('') })).default([]),
  pointOfEntry: z.boolean(),
})
const tier: Command = {
  step: 'planning',
  name: 'tier',
  summary: 'Suggest a tier, with reasons; a human decides',
  usage: 'planning tier FILE.json|- [--json]',
  input: tierInput,
  run: async ({ args, readText }) => {
    const [file] = args
    if (file === undefined) return { exit: 2, text: 'Name the file: daywell planning tier FILE.json' }
    const input = read(tierInput, await readText(file))
    if ('faults' in input) return { exit: 1, json: { faults: input.faults }, text: input.faults.join('\n') }
    const suggestion = suggestTier(input.value)
    return {
      exit: 0,
      json: suggestion,
      text: [`Tier ${suggestion.tier}`, ...suggestion.reasons.map(({ words }) => `- ${words}`)].join('\n'),
    }
  },
}

const show: Command = {
  step: 'planning',
  name: 'show',
  summary: 'Show a person’s plan as it stands, with what stops it',
  usage: 'planning show PERSON_ID [--json]',
  run: async ({ args, db, who }) => {
    const id = z.uuid().safeParse(args[0])
    if (!id.success) return { exit: 2, text: 'Give the id of the person: daywell planning show PERSON_ID' }
    const draft = await (await db()).transaction(who, async (tx) => {
      await sawPerson(tx, id.data, '/command-line/planning')
      return draftOf(tx, id.data)
    })
    const { figures, stops, from } = draft
    const sessions = draft.sessions.map(({ title, pattern, agreed }) => ({
      title,
      weekday: pattern.weekday,
      startMinute: pattern.startMinute,
      endMinute: pattern.endMinute,
      agreed,
    }))
    const json = { from, weeklyPence: figures.weekly, grossYearlyPence: figures.grossYearly, stops, sessions }
    const lines = sessions.map(({ title, agreed }) => `${title}${agreed ? '' : ' (draft)'}`)
    return {
      exit: 0,
      json,
      text: [
        ...lines,
        `Usual week ${formatMoney(figures.weekly)}, gross year ${formatMoney(figures.grossYearly)}`,
        ...stops.map((stop) => `Stops it: ${stop}`),
      ].join('\n'),
    }
  },
}

const queue: Command = {
  step: 'planning',
  name: 'approvals',
  summary: 'List the plans that wait for approval',
  usage: 'planning approvals [--page 2] [--json]',
  run: async ({ flags, db, who }) => {
    const page = pageFlag(flags)
    if (page === undefined) return noSuchPage
    const { plans, found } = await (await db()).transaction(who, (tx) => approvalQueue(tx, { search: '', page }))
    const json = {
      found,
      plans: plans.map(({ versionId, personId, number, fromDate, grossYearly }) => ({
        versionId,
        personId,
        number,
        fromDate,
        grossYearlyPence: grossYearly,
      })),
    }
    return {
      exit: 0,
      json,
      text: [
        ...plans.map(
          (plan) =>
            `${plan.personName}, version ${plan.number} from ${plan.fromDate}, ${formatMoney(plan.grossYearly)} a year`,
        ),
        `${found} in all`,
      ].join('\n'),
    }
  },
}

const limits: Command = {
  step: 'planning',
  name: 'limits',
  summary: 'List who may approve plans, and up to which gross cost a year',
  usage: 'planning limits [--json]',
  run: async ({ db, who, clock }) => {
    const all = await (await db()).transaction(who, approvers)
    const today = clock.today()
    const line = ({ username, name, limits: given }: Approver) => {
      const now = given.find(({ from, until }) => from <= today && (until === null || until >= today))
      return `${username}, ${name}: ${now === undefined ? 'no limit' : `${formatMoney(now.yearlyPence)} a year since ${now.from}`}`
    }
    return {
      exit: 0,
      json: { approvers: all },
      text: all.map(line).join('\n') || 'No team manager has an account yet.',
    }
  },
}

const giveALimit: Command = {
  step: 'planning',
  name: 'limit-give',
  summary: 'Gives a team manager the most they may approve for one person in a year',
  usage: 'planning limit-give USERNAME POUNDS --why "REASON" [--from DATE] [--json]',
  run: async ({ args, flags, db, who, clock }) => {
    const [username, pounds = ''] = args
    const yearlyPence = parseMoney(pounds)
    const from = dayFlag(flags, 'from', clock.today())
    if (username === undefined || yearlyPence === undefined || typeof flags['why'] !== 'string')
      return { exit: 2, text: 'Give a user name, an amount in pounds like 20000, and --why.' }
    if (from === undefined) return noSuchDay('--from')
    const reason = flags['why']
    const limitId = await (await db()).transaction(who, async (tx) => {
      const found = (await approvers(tx)).find((one) => one.username === username)
      if (found === undefined) throw new Refused('approves_no_plans')
      return giveLimit(tx, { staffId: found.staffId, yearlyPence, from, reason })
    })
    return {
      exit: 0,
      json: { limitId },
      text: `${username} may approve up to ${formatMoney(yearlyPence)} a year from ${from}.`,
    }
  },
}

export const commands: readonly Command[] = [cost, tier, show, queue, limits, giveALimit]
