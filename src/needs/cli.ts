import { z } from 'zod'
import { addDays, shortDate } from '../core/calendar-date.ts'
import { type Command, noSuchPage, pageFlag } from '../platform/command.ts'
import { careActOutcomes } from './assessed-items.ts'
import { eligibility, type WayUnable, waysUnable } from './eligibility.ts'
import { needsSentences } from './refusals.ts'
import { reviewList } from './store.ts'

const findings = z.strictObject({
  fromImpairment: z.boolean(),
  unable: z.partialRecord(z.enum(careActOutcomes), z.enum(Object.keys(waysUnable) as WayUnable[])),
  wellbeing: z.boolean(),
  reason: z.string(),
})

const decide: Command = {
  step: 'needs',
  name: 'eligibility',
  summary: 'Draw the conclusion of the eligibility rules from findings; needs no database and records nothing',
  usage: 'needs eligibility findings.json|- [--json]',
  input: findings,
  run: async ({ args, readText }) => {
    const [path] = args
    if (path === undefined)
      return { exit: 2, text: 'Say where the findings are: daywell needs eligibility findings.json' }
    const text = await readText(path)
    let content: unknown
    try {
      content = JSON.parse(text)
    } catch {
      return { exit: 1, text: `${path === '-' ? 'Standard input' : path} is not JSON. Check commas and quotes.` }
    }
    const read = findings.safeParse(content)
    if (!read.success)
      return {
        exit: 1,
        text: read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`).join('\n'),
      }
    const drawn = eligibility(read.data)
    if (!drawn.ok)
      return {
        exit: 1,
        json: { refused: drawn.refusals },
        text: drawn.refusals.map((code) => needsSentences[code] ?? code).join('\n'),
      }
    const steps = drawn.value.steps.map((step) => `${step.question} ${step.words}.`)
    return {
      exit: 0,
      json: drawn.value,
      text: [...steps, drawn.value.eligible ? 'Eligible needs.' : 'No eligible needs.'].join('\n'),
    }
  },
}

const reviews: Command = {
  step: 'needs',
  name: 'reviews',
  summary: 'List reviews that are due, the latest overdue first',
  usage: 'needs reviews [--days 42] [--page 1] [--json]',
  run: async ({ flags, db, who }) => {
    const [days, page] = [Number(flags['days'] ?? 42), pageFlag(flags)]
    if (!Number.isInteger(days) || days < 0) return { exit: 2, text: '--days must be a whole number from 0' }
    if (page === undefined) return noSuchPage
    const found = await (await db()).transaction(who, (tx) =>
      reviewList(tx, { words: '', until: addDays(tx.today, days), page }),
    )
    const lines = found.reviews.map((one) => `${shortDate(one.dueOn)}  ${one.personName}: ${one.cause}`)
    return { exit: 0, json: found, text: [...lines, `${found.found} in all, ${found.late} late`].join('\n') }
  },
}

export const commands: readonly Command[] = [decide, reviews]
