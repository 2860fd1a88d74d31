import type { AllFigures } from '../simulation/summary.ts'

/** One line of a file in which a run keeps what it made: whose it is, and the draws with their figures. */
export interface KeptDraws {
  readonly run: string
  readonly from: number
  readonly until: number
  readonly made: AllFigures
}

const START = '{"run":"'

/** Draws as one line of text: figures are 64-bit numbers one after another. */
export function lineOf({ run, from, until, made }: KeptDraws): string {
  const bytes = Buffer.concat(
    made.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  )
  return `${JSON.stringify({ run, from, until, figures: bytes.toString('base64') })}\n`
}

/**
 * What a file holds of a run, in the order of its draws. A last line that a stop left half written is left out; so is what comes after a
 * gap. A file of another scenario, seed or number of people is refused.
 */
export function drawsIn(
  text: string,
  run: string,
  length: number,
): { made: Float64Array[] } | { line: number; fault: string } {
  const made: Float64Array[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line === '') continue
    let read: { run: string; from: number; until: number; figures: string }
    try {
      read = JSON.parse(line) as typeof read
    } catch {
      return line.startsWith(START) && at === text.split('\n').length - 1
        ? { made }
        : { line: at + 1, fault: 'This line cannot be read. Name another file to keep the runs in' }
    }
    if (read.run !== run)
      return { line: at + 1, fault: 'This file keeps runs of another scenario, or of another seed. Name another file' }
    const numbers = new Float64Array(Uint8Array.from(Buffer.from(read.figures, 'base64')).buffer)
    if (read.from !== made.length || numbers.length !== (read.until - read.from) * length) return { made }
    for (let draw = 0; draw < read.until - read.from; draw++)
      made.push(numbers.subarray(draw * length, (draw + 1) * length))
  }
  return { made }
}
