import { z } from 'zod'
import { formatMoney, parseMoney, pence } from '../core/money.ts'
import { localAccounts, whoOf } from '../platform/accounts.ts'
import { type Command, type CommandContext, type CommandResult, dayFlag, noSuchDay } from '../platform/command.ts'
import type { Who } from '../platform/who.ts'
import { amountList } from './amount-list.ts'
import { amountsOfDay } from './amounts-of-day.ts'
import { toAnswerJson } from './answer-json.ts'
import { type ChargingCase, caseFile, verifiedAmounts } from './case-file.ts'
import { toldRefusals } from './charging-refusal.ts'
import { checkCase } from './check-case.ts'
import { circumstances } from './circumstances.ts'
import { localPolicy, policyOn } from './local-policy.ts'
import { nationalAmounts } from './national-amounts.ts'
import {
  checkAmount,
  checkedAmounts,
  type EnteredAmount,
  enterAmount,
  enteredAmounts,
  standingSwitches,
} from './store.ts'
import { weeklyContribution } from './weekly-contribution.ts'

const oneCase = z.strictObject({
  name: z.string().optional(),
  circumstances,
  policy: localPolicy.optional(),
  amounts: verifiedAmounts,
})
const input = z.union([z.strictObject({ cases: z.array(oneCase.loose()).min(1) }).loose(), oneCase, circumstances])

/** The cases in what was read: a list of cases, one case, or bare circumstances. */
function casesOf(read: z.output<typeof input>): z.output<typeof oneCase>[] {
  if ('cases' in read) return read.cases
  return 'circumstances' in read ? [read] : [{ circumstances: read, amounts: [] }]
}

/** What is wrong, each with the field it stands in. */
const faultsOf = (error: z.ZodError) =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`)

function readInput(text: string): { ok: true; read: z.output<typeof input> } | { ok: false; why: string } {
  let sent: unknown
  try {
    sent = JSON.parse(text)
  } catch {
    return { ok: false, why: 'This is not JSON. Print what is expected with: daywell charging assess --schema' }
  }
  const shape =
    typeof sent === 'object' && sent !== null && 'cases' in sent
      ? 0
      : typeof sent === 'object' && sent !== null && 'circumstances' in sent
        ? 1
        : 2
  const read = input.options[shape].safeParse(sent)
  if (read.success) return { ok: true, read: read.data }
  return { ok: false, why: faultsOf(read.error).join('\n') }
}

/** With --council: the figures the council entered and checked, and its own policy; nothing, and no database, without. */
async function councilsOwn({ flags, db, who }: CommandContext) {
  if (flags['council'] !== true) return { amounts: [], switches: [] }
  return (await db()).transaction(who, async (tx) => ({
    amounts: await checkedAmounts(tx),
    switches: await standingSwitches(tx),
  }))
}

async function assess(context: CommandContext): Promise<CommandResult> {
  const { args, flags, readText, production } = context
  const [file] = args
  if (file === undefined) return { exit: 2, text: 'Name a file of circumstances, or - for standard input.' }
  const demo = flags['demo'] === true
  if (demo && production)
    return { exit: 1, text: 'In production mode no figure that nobody has checked may be used: leave --demo out.' }
  const given = readInput(await readText(file))
  if (!given.ok) return { exit: 1, json: { ok: false, why: given.why }, text: given.why }
  const own = await councilsOwn(context)
  const worked = casesOf(given.read).map(({ name, circumstances: facts, policy, amounts: verified }) => ({
    named: name === undefined ? {} : { name },
    answer: weeklyContribution(
      facts,
      amountsOfDay(facts.on, { demo, council: [...verified, ...own.amounts] }),
      policy ?? policyOn(own.switches, facts.on),
    ),
  }))
  const answers = worked.map(({ named, answer }) => ({ ...named, ...toAnswerJson(answer) }))
  const exit = answers.every(({ ok }) => ok) ? 0 : 1
  return {
    exit,
    json: answers.length === 1 && !('cases' in given.read) ? answers[0] : { answers },
    text: [
      ...worked.map(inWords),
      ...(flags['council'] !== true && worked.some(lacksAFigure) ? [sayCouncil] : []),
    ].join('\n\n'),
  }
}

const lacksAFigure = ({ answer }: { answer: ReturnType<typeof weeklyContribution> }) =>
  !answer.ok && answer.refusals.some(({ code }) => code === 'amount_not_enacted')
const sayCouncil = 'Figures that the council entered, and a second person checked, count with --council.'

function inWords({
  named,
  answer,
}: {
  named: { name?: string }
  answer: ReturnType<typeof weeklyContribution>
}): string {
  const title = named.name === undefined ? [] : [named.name]
  if (!answer.ok) {
    const told = toldRefusals(answer.refusals)
    return [...title, ...told.map(({ why, whatToDo }) => `${why.replace(/\.$/, '')}. ${whatToDo}`)].join('\n')
  }
  const lines = answer.value.lines.map(({ sign, amount, words, citation, mark }) => {
    const marked = mark === undefined ? '' : `; ${mark}`
    return `${sign.padEnd(12)}${formatMoney(pence(amount)).padStart(12)}  ${words} (${citation}${marked})`
  })
  return [...title, ...lines].join('\n')
}

async function list({ flags, clock }: CommandContext): Promise<CommandResult> {
  const on = dayFlag(flags, 'on', clock.today())
  if (on === undefined) return noSuchDay('--on')
  const amounts = amountList(on)
  const lines = amounts.map(({ key, amount, counts, citation, mark }) => {
    const figure = amount === null ? 'not known' : formatMoney(pence(amount))
    return `${key.padEnd(46)}${figure.padStart(12)}  ${counts ? 'counts' : 'decides nothing'}  ${citation}${mark === null ? '' : `; ${mark}`}`
  })
  return { exit: 0, json: { on, amounts }, text: [`Figures on ${on}`, ...lines].join('\n') }
}

/** The named person at the command line: a figure set by law is entered by one and checked by another, so neither may be nameless. */
async function keeper({ args, flags, readText, db }: CommandContext): Promise<{ who: Who } | CommandResult> {
  const username = flags['user']
  if (typeof username !== 'string' || args.at(-1) !== '-')
    return { exit: 2, text: 'Say who you are with --user NAME and a lone -: the password is read from standard input.' }
  const password = (await readText('-')).replace(/\r?\n$/, '')
  const answer = await localAccounts(await db()).signIn({ username, password })
  if (!answer.ok)
    return { exit: 1, text: 'That user name and password do not let you in. Check both, or ask an administrator.' }
  const { role } = answer.account
  if (role !== 'finance' && role !== 'administrator')
    return { exit: 1, text: 'Only finance or an administrator may enter and check amounts set by law.' }
  return { who: whoOf(answer.account, { teamIds: [], personIds: [] }) }
}

/** A second person confirms a figure. Refused (amount_checked_by_another) for whoever entered it. */
async function confirm(context: CommandContext): Promise<CommandResult> {
  const id = z.uuid().safeParse(context.args[1])
  if (!id.success) return { exit: 2, text: 'Name the figure by its ID; find it with: daywell charging amounts waiting' }
  const by = await keeper(context)
  if (!('who' in by)) return by
  const checked = await (await context.db()).transaction(by.who, async (tx) => {
    await checkAmount(tx, id.data)
    return (await enteredAmounts(tx)).find(({ amountId }) => amountId === id.data)
  })
  const text = checked === undefined ? '' : `${lineOfEntered(checked)}\n`
  return {
    exit: 0,
    json: { id: id.data, checked: true },
    text: `${text}Checked. The figure counts from its first day.`,
  }
}

const lineOfEntered = ({ amountId, key, amount, from, until, citation, recordedByName }: EnteredAmount) =>
  `${amountId}  ${key}  ${formatMoney(amount)} from ${from}${until === null ? '' : ` to ${until}`}  ${citation}  entered by ${recordedByName}`

async function waiting({ db, who }: CommandContext): Promise<CommandResult> {
  const all = await (await db()).transaction(who, (tx) => enteredAmounts(tx))
  const open = all.filter(({ checkedByName }) => checkedByName === null)
  const lines = open.map(lineOfEntered)
  return { exit: 0, json: { waiting: open }, text: lines.join('\n') || 'No figure waits for a second person.' }
}

async function add(context: CommandContext): Promise<CommandResult> {
  const { args, flags, db } = context
  const known = nationalAmounts.find(({ key }) => key === args[1])
  const from = dayFlag(flags, 'from', undefined)
  const amount = parseMoney(String(flags['amount'] ?? ''))
  const citation = flags['citation']
  if (known === undefined) return { exit: 2, text: `Name one of: ${nationalAmounts.map(({ key }) => key).join(', ')}` }
  if (from === undefined) return noSuchDay('--from')
  if (amount === undefined) return { exit: 2, text: 'Give --amount in pounds and pence, nought or more, like 51.55.' }
  if (typeof citation !== 'string' || citation.trim() === '')
    return { exit: 2, text: 'Give --citation "where it stands".' }
  const until = dayFlag(flags, 'until', null)
  if (until === undefined) return noSuchDay('--until')
  if (until !== null && until < from) return { exit: 2, text: '--until must be --from or later.' }
  const entry = { key: known.key, from, until: until ?? undefined, amount, citation: citation.trim() }
  const by = await keeper(context)
  if (!('who' in by)) return by
  const id = await (await db()).transaction(by.who, (tx) => enterAmount(tx, entry))
  return {
    exit: 0,
    json: { id },
    text: `Entered. It counts once somebody else has checked it on the page “Amounts set by law”, or with: daywell charging amounts check ${id} --user NAME -`,
  }
}

async function check({ args, readText }: CommandContext): Promise<CommandResult> {
  if (args.length === 0) return { exit: 2, text: 'Name one or more files of cases, or - for standard input.' }
  const files = []
  for (const file of args) files.push({ file, read: readCases(await readText(file)) })
  const faults = files.flatMap(({ file, read }) => (typeof read === 'string' ? [`${file}: ${read}`] : []))
  if (faults.length > 0) return { exit: 1, json: { ok: false, faults }, text: faults.join('\n') }
  const checked = files.flatMap(({ file, read }) =>
    typeof read === 'string' ? [] : read.map((one) => ({ file, ...checkCase(one) })),
  )
  const wrong = checked.filter(({ differences }) => differences.length > 0)
  const lines = wrong.flatMap(({ name, differences }) =>
    differences.map(({ line, expected, got }) => `${name}: ${line}: expected ${expected}, got ${got}`),
  )
  return {
    exit: wrong.length === 0 ? 0 : 1,
    json: { ok: wrong.length === 0, cases: checked },
    text: [...lines, `${checked.length - wrong.length} of ${checked.length} cases hold.`].join('\n'),
  }
}

/** The cases of a file, or in words what is wrong with it. */
function readCases(text: string): ChargingCase[] | string {
  let sent: unknown
  try {
    sent = JSON.parse(text)
  } catch {
    return 'this is not JSON. Print what is expected with: daywell charging check --schema'
  }
  const read = caseFile.safeParse(sent)
  return read.success ? read.data.cases : faultsOf(read.error).join('\n')
}

const checkCommand: Command = {
  step: 'charging',
  name: 'check',
  summary: 'Check files of cases: what must come out, to the penny; needs no database',
  usage: 'charging check CASES|- … [--json] [--schema]',
  input: caseFile,
  run: check,
}

const assessCommand: Command = {
  step: 'charging',
  name: 'assess',
  summary: 'Work out what people pay, every line with its rule; needs no database without --council',
  usage: 'charging assess FILE|- [--council] [--json] [--demo] [--schema]',
  input,
  run: assess,
}

const amounts: Command = {
  step: 'charging',
  name: 'amounts',
  summary: 'List the figures set by law on a day; enter one, or check one that somebody else entered',
  usage:
    'charging amounts list [--on DATE] | waiting | check ID --user NAME - | add KEY --from DATE --amount POUNDS --citation TEXT [--until DATE] --user NAME -',
  run: async (context) => {
    switch (context.args[0]) {
      case 'list':
        return list(context)
      case 'waiting':
        return waiting(context)
      case 'check':
        return confirm(context)
      case 'add':
        return add(context)
      default:
        return { exit: 2, text: 'Say list, waiting, check or add.' }
    }
  },
}

export const commands: readonly Command[] = [assessCommand, checkCommand, amounts]
