import { accept, type Outcome, refuse } from '../../core/outcome.ts'
import { CHARGING_RULES } from '../weekly-contribution.ts'
import { estimateOf } from './estimate-of.ts'
import { faultsOn } from './faults.ts'
import type { Typed } from './field.ts'
import { asked, estimatePages, everyPage } from './pages.ts'
import type { EstimateSettings } from './settings.ts'

const FORMAT = 'daywell-estimate'
const VERSION = 1
/** A file made here has a few thousand signs; more is something else. */
export const MOST_SIGNS = 100_000

/** The name under which the file is saved. */
export const FILE_NAME = 'my-estimate.json'

/** The estimate as a file the person keeps: what they told, and what came out. It names nobody. */
export function estimateFile(all: Typed, settings: EstimateSettings): string {
  const answers = asked(settings, all)
  const { budget, charge } = estimateOf(answers, settings)
  const content = {
    format: FORMAT,
    version: VERSION,
    about: 'An estimate: not a decision. Bring it to your assessment if you like.',
    madeOn: settings.on,
    council: settings.councilName,
    table: settings.table?.version ?? null,
    rules: CHARGING_RULES,
    estimate: {
      weeklyBudgetPence: budget?.weeklyPence ?? null,
      mayPayUpToPence: charge.ok ? (charge.value.weekly ?? null) : null,
    },
    answers,
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

/** What a file held, read back. */
export interface ReadFile {
  readonly madeOn: string
  readonly answers: Typed
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/**
 * Reads a file of an estimate. Refused, in a sentence, when it is no such file, is of a later version, or holds an answer
 * that the questions would not take today. Answers about help are taken as far as today's questions know them.
 */
export function readEstimateFile(text: string, settings: EstimateSettings): Outcome<ReadFile, string> {
  if (text.length > MOST_SIGNS)
    return refuse('The file is too large to be an estimate. Choose the file that was saved here')
  const content = parsed(text)
  if (!isRecord(content) || content['format'] !== FORMAT)
    return refuse('This is not a file of an estimate. Choose the file that was saved at the end of the estimate')
  if (content['version'] !== VERSION)
    return refuse('The file was made by another version of the estimate. Ask the questions again')
  const { answers: sent, madeOn } = content
  if (!isRecord(sent) || typeof madeOn !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(madeOn))
    return refuse('The file is not whole. Save the estimate again, and choose that file')
  const ids = new Set(everyPage({ table: settings.table }).flatMap(({ fields }) => fields.map(({ id }) => id)))
  const entries = Object.entries(sent).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const strange = Object.keys(sent).find((id) => !ids.has(id) && !/^(help|level-|carer-|addon-)/.test(id))
  if (strange !== undefined || entries.length < Object.keys(sent).length)
    return refuse(
      'The file holds something that the estimate does not ask. Save the estimate again, and choose that file',
    )
  const answers = asked(settings, Object.fromEntries(entries))
  const [fault] = estimatePages({ table: null, policy: settings.policy }, answers).flatMap((page) =>
    faultsOn(page, answers, settings),
  )
  if (fault !== undefined) return refuse(`An answer in the file cannot be taken. ${fault.text}`)
  return accept({ madeOn, answers })
}
