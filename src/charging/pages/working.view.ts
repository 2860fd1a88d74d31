import { formatMoney, inPence, pence } from '../../core/money.ts'
import type { Voice } from '../../people/index.ts'
import { inMyWords, isExample, plainCitation } from '../plain-line.ts'
import type { WorkingLine, WorkingPart } from '../working-line.ts'
import { totalOf } from '../working-line.ts'

/** One table of a working, as the `working` macro takes it. */
export interface WorkingTable {
  readonly caption: string
  readonly head: readonly [string, string]
  readonly lines: readonly { label: string; cite: string; amount: string; total?: boolean }[]
}

/**
 * Who reads a working. Staff see the full source of every line. A letter or a public page says "you", a person's own page has
 * their voice; both name the law plainly and put a star to an amount that is an example.
 */
type WorkingReader = 'staff' | 'you'

/** The tables of a working, in the order a person reads them: savings, coming in, not counted, kept, the answer. */
export function workingTables(all: readonly WorkingLine[], reader: WorkingReader | Voice = 'staff'): WorkingTable[] {
  const lines = all.map((line) => worded(line, reader))
  const of = (part: WorkingPart, counted: boolean) =>
    lines.filter((line) => line.part === part && (line.sign === 'not counted') !== counted)
  const savings = of('savings', true)
  const worthSaying =
    savings.some(({ amount, why }) => amount > 0 || why !== '') && of('coming_in', true).length === 0
      ? savings
      : savings.filter(({ amount }) => amount > 0)
  const [have, keep] =
    typeof reader === 'string' ? heads[reader] : [reader.says('What I have'), reader.says('Money I keep')]
  return [
    table('Savings', [have, 'In all'], worthSaying.map(row)),
    table('Money coming in', ['What it is', 'A week'], withTotal(of('coming_in', true), 'Counted as coming in', false)),
    table(
      'Shown, and not counted',
      ['What it is', 'A week'],
      [...of('coming_in', false), ...of('savings', false), ...of('kept', false), ...of('apart', false)].map(row),
    ),
    table(keep, ['What it is for', 'A week'], withTotal(of('kept', true), 'Kept before any charge', true)),
    table('The answer', ['What is left', 'A week'], answerRows(of('answer', true))),
    table('Paid apart, outside this sum', ['What it is', 'How much'], of('apart', true).map(row)),
  ].filter(({ lines: rows }) => rows.length > 0)
}

const heads: Readonly<Record<WorkingReader, readonly [string, string]>> = {
  staff: ['What they have', 'Money they keep'],
  you: ['What you have', 'Money you keep'],
}

function table(caption: string, head: readonly [string, string], rows: WorkingTable['lines']): WorkingTable {
  return { caption, head, lines: rows }
}

/** A line as its reader has it: as recorded for staff; otherwise with a plain citation, and a star in place of the mark. */
function worded(line: WorkingLine, reader: WorkingReader | Voice): WorkingLine {
  if (reader === 'staff') return line
  const { mark: _, ...rest } = line
  const say = (text: string) => (reader === 'you' ? text : inMyWords(text, reader.says))
  return {
    ...rest,
    words: `${say(line.words)}${isExample(line) ? ' *' : ''}`,
    why: say(line.why),
    citation: plainCitation(line.citation),
  }
}

function row({ words, why, citation, mark, amount, sign }: WorkingLine): WorkingTable['lines'][number] {
  const cite = [why, sentence(citation), mark === undefined ? '' : sentence(mark)]
    .filter((part) => part !== '')
    .join(' ')
  return { label: words, cite, amount: inPence(sign === '-' && amount > 0 ? -amount : amount) }
}

function withTotal(lines: readonly WorkingLine[], label: string, taken: boolean): WorkingTable['lines'] {
  if (lines.length === 0) return []
  const total = totalOf(lines)
  return [...lines.map(row), { label, cite: '', amount: inPence(taken ? total : Math.abs(total)), total: true }]
}

function answerRows(lines: readonly WorkingLine[]): WorkingTable['lines'] {
  return lines.map((line, at) => ({ ...row(line), total: at === lines.length - 1 }))
}

const sentence = (text: string) => `${capital(text).replace(/\.$/, '')}.`
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** "Nothing", "£40 a week at most", or that the full cost is paid. */
export function sumWords(weekly: number | undefined): string {
  if (weekly === undefined) return 'The full cost'
  return weekly === 0 ? 'Nothing' : formatMoney(pence(weekly))
}
