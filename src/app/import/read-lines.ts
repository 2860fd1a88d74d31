import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { parse } from 'csv-parse'
import { anyLineEnd } from '../../platform/csv-lines.ts'

/** The whole file cannot be read: one sentence that says why and what to do. Nothing of it has been saved. */
export class UnreadableFile extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'UnreadableFile'
  }
}

export interface ReadLine {
  readonly line: number
  readonly cells: readonly string[]
}

const wrongEncoding =
  'The file is not in UTF-8. In Excel choose “Save as” and then “CSV UTF-8”; in LibreOffice choose the character set UTF-8. Then bring it in again.'

/** Lets only UTF-8 text pass, in pieces of any size; a file of another encoding is refused at the first wrong byte. */
function onlyUtf8(): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (bytes: Buffer | undefined): string => {
    try {
      const text = bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
      if (text.includes('\u0000'))
        throw new UnreadableFile(
          'The file holds signs that are no text. Is it a spreadsheet? Save it as “CSV UTF-8” first.',
        )
      return text
    } catch (error) {
      throw error instanceof UnreadableFile ? error : new UnreadableFile(wrongEncoding)
    }
  }
  const pass = (work: () => string, done: (error: Error | null, text?: string) => void) => {
    try {
      done(null, work())
    } catch (error) {
      done(error as Error)
    }
  }
  return new Transform({
    transform: (bytes: Buffer | string, _encoding, done) =>
      pass(() => decode(typeof bytes === 'string' ? Buffer.from(bytes) : bytes), done),
    flush: (done) => pass(() => decode(undefined), done),
  })
}

function sentenceFor(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const line = 'lines' in error ? Number(error.lines) : 0
  const code = String(error.code)
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return 'A quotation mark is opened and never closed. Look for a cell with a single " in it, then bring the file in again.'
  if (code.startsWith('CSV_MAX_RECORD_SIZE'))
    return `Line ${line} is longer than a row can be. A quotation mark before it may not be closed.`
  if (code.startsWith('CSV_') || code === 'INVALID_OPENING_QUOTE')
    return `Line ${line} cannot be read as CSV: a quotation mark stands where none belongs. Put the cell in quotation marks and double the one inside it.`
  return undefined
}

/** The rows of a CSV file one after another, with the line each begins on; memory does not grow with the file. */
export async function* readLines(file: Readable): AsyncGenerator<ReadLine> {
  const text = onlyUtf8()
  const rows = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    record_delimiter: anyLineEnd,
    max_record_size: 200_000,
    trim: false,
  })
  const ended = (error: Error) => rows.destroy(error)
  file.once('error', ended).pipe(text).once('error', ended).pipe(rows)
  let line = 1
  try {
    for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { line: Math.max(line, info.lines - record.join('').split('\n').length + 1), cells: record }
      line = info.lines + 1
    }
  } catch (error) {
    const sentence = sentenceFor(error)
    throw sentence === undefined ? error : new UnreadableFile(sentence)
  } finally {
    // Whoever sends the file must be able to send the rest, else their browser never comes to the answer.
    file.unpipe(text)
    text.destroy()
  }
}
