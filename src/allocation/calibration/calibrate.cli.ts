import { z } from 'zod'
import { parseCalendarDate } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { type Command, type CommandContext, type CommandResult, notADay } from '../../platform/command.ts'
import { csvRecords } from '../../platform/csv-records.ts'
import type { AllocationTable } from '../allocation-table.ts'
import { tableIn } from '../quote-request.ts'
import { allocationSentences } from '../refusals.ts'
import { evidenceHash } from '../store/evidence-hash.ts'
import { tableHash, tableOn } from '../store/tables.ts'
import { type Calibration, type CalibrationAsked, calibrate } from './calibrate.ts'
import { asText } from './calibration-text.ts'
import { faultWords, planRow, readPlanFile } from './plan-file.ts'
import { packPlans } from './plans.ts'
import { type RateCard, rateCard } from './rate-card.ts'
import { calibrationSentences } from './sentences.ts'

const refused = (...reasons: string[]): CommandResult => ({
  exit: 1,
  json: { refused: reasons },
  text: reasons.join('\n'),
})

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reasons: string[] }
const no = (...reasons: string[]): Read<never> => ({ ok: false, reasons })

/** A file of JSON through a schema; every fault names the file and the place. */
async function fileOf<T>(
  context: CommandContext,
  path: string,
  read: (value: unknown) => z.ZodSafeParseResult<T>,
): Promise<Read<T>> {
  const text = await context.readText(path)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return no(`${path} is not JSON. Check commas and quotes.`)
  }
  const done = read(value)
  if (done.success) return { ok: true, value: done.data }
  return no(...done.error.issues.map((issue) => `${path}: ${issue.path.join('.') || 'the file'}: ${issue.message}`))
}

/** The table the points are drawn towards: a file, or the one in force. */
async function priorOf(context: CommandContext): Promise<Read<AllocationTable>> {
  const file = context.flags['prior']
  if (typeof file === 'string') return fileOf(context, file, tableIn)
  const found = await (await context.db()).transaction(context.who, (tx) => tableOn(tx, tx.today))
  return found === undefined
    ? no(`${allocationSentences['no_table_in_force']}, or give one: --prior TABLE.json`)
    : { ok: true, value: found.table }
}

const flags = z.object({
  quantile: z.coerce.number('--quantile must be a number like 0.6').default(0.6),
  recovery: z.coerce.number('--recovery must be a number like 0.5').default(0.5),
  seed: z.coerce.number().int('--seed must be a whole number').min(0).max(4_294_967_295).default(1),
  version: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,39}$/, '--version: small letters, digits, dots and dashes')
    .optional(),
  from: z
    .string()
    .refine((text) => parseCalendarDate(text) !== undefined, notADay('--from'))
    .optional(),
  'cash-limit-pence': z.coerce.number().int('--cash-limit-pence must be whole pence').min(0).optional(),
  'relief-pence': z.coerce.number().int('--relief-pence must be whole pence').min(0).default(0),
  'committed-pence': z.coerce.number().int('--committed-pence must be whole pence').min(0).default(0),
})

async function askedOf(context: CommandContext, path: string): Promise<Read<CalibrationAsked>> {
  const given = flags.safeParse(context.flags)
  if (!given.success)
    return no(
      ...given.error.issues.map(({ message, path: at }) =>
        message.startsWith('--') ? message : `--${at.join()}: ${message}`,
      ),
    )
  const prior = await priorOf(context)
  if (!prior.ok) return prior
  const cardFile = context.flags['rate-card']
  const card: Read<RateCard | undefined> =
    typeof cardFile === 'string'
      ? await fileOf(context, cardFile, (value) => rateCard.safeParse(value))
      : { ok: true, value: undefined }
  if (!card.ok) return card
  const csv = csvRecords(await context.readText(path))
  if (!csv.ok) return no(csv.why)
  const file = readPlanFile(csv.records, card.value)
  if (!file.ok) return no(...file.faults.map((fault) => `${faultWords(fault)}.`))
  const { quantile, recovery, seed, version, from } = given.data
  const hash = evidenceHash(file.value.rows)
  const limit = given.data['cash-limit-pence']
  return {
    ok: true,
    value: {
      plans: packPlans(file.value.rows),
      given: file.value.given,
      leftOut: file.value.leftOut,
      evidenceHash: hash,
      prior: prior.value,
      priorHash: tableHash(prior.value),
      version: version ?? `calibrated-${hash.slice(0, 12)}`,
      from: (from === undefined ? undefined : parseCalendarDate(from)) ?? prior.value.from,
      quantile,
      recovery,
      seed,
      ...(card.value === undefined ? {} : { rateCard: card.value.name }),
      ...(limit === undefined
        ? {}
        : {
            cash: {
              cashLimitPence: pence(limit),
              reliefPence: pence(given.data['relief-pence']),
              committedPence: pence(given.data['committed-pence']),
            },
          }),
    },
  }
}

/** A calibration as it leaves Daywell: with the hash of the table. */
const withHash = (calibration: Calibration) => ({ ...calibration, tableHash: tableHash(calibration.table) })

export const calibrateCommand: Command = {
  step: 'allocation',
  name: 'calibrate',
  summary: 'Set a table against evidenced plans and audit it; changes nothing',
  usage:
    'allocation calibrate PLANS.csv|- [--prior TABLE.json] [--rate-card FILE] [--quantile 0.6] [--seed N] [--recovery 0.5] [--version NAME] [--from DATE] [--cash-limit-pence N] [--relief-pence N] [--committed-pence N] [--json]',
  input: planRow,
  run: async (context) => {
    const [path] = context.args
    if (path === undefined) return { exit: 2, text: 'Say where the plans are.' }
    const asked = await askedOf(context, path)
    if (!asked.ok) return refused(...asked.reasons)
    const done = calibrate(asked.value)
    if (!done.ok) return refused(...done.refusals.map((code) => `${calibrationSentences[code]}.`))
    const result = withHash(done.value)
    return { exit: 0, json: result, text: asText(result) }
  },
}
