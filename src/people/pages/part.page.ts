import type { z } from 'zod'
import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Tx } from '../../platform/db.ts'
import { type FormErrors, readForm } from '../../platform/form.ts'
import type { PersonRecord } from '../store.ts'

export interface Field {
  readonly type: 'text' | 'long' | 'date' | 'choice' | 'radios' | 'several' | 'person'
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly width?: number
  readonly options?: readonly { value: string; text: string }[]
}

/** What stands in the record now: shown beside the form, and its version so that two people editing at once is noticed. */
interface Now {
  readonly version?: string
  readonly words: string
  readonly typed: Record<string, string>
}

interface Said {
  readonly slug: string
  readonly title: string
  readonly lede: string
  readonly button: string
  readonly done: string
  readonly warning?: string
  fields(record: PersonRecord): readonly Field[]
  now(record: PersonRecord, today: CalendarDate): Now
}

interface Made<Read> extends Said {
  schema(today: CalendarDate): z.ZodType<Read>
  save(tx: Tx, personId: string, read: Read, version: string): Promise<unknown>
}

type PartReading =
  | FormErrors
  | {
      readonly ok: true
      readonly typed: Record<string, string>
      readonly save: (tx: Tx, personId: string, version: string) => Promise<unknown>
    }

/** One thing of a record that can be changed on a page of its own. */
export interface Part extends Said {
  read(body: unknown, today: CalendarDate): PartReading
}

/** Ties a form to what saves it, so that the page need not know what the form gives. */
export function part<Read>(made: Made<Read>): Part {
  return {
    ...made,
    read: (body, today) => {
      const reading = readForm(made.schema(today), body)
      if (!reading.ok) return reading
      return {
        ok: true,
        typed: reading.typed,
        save: (tx, personId, version) => made.save(tx, personId, reading.value, version),
      }
    },
  }
}

/** Choices that are shown by the words that are kept. */
export const asOptions = (values: readonly string[]) => values.map((value) => ({ value, text: value }))
/** Choices that are kept by a code and shown in words. */
export const wordOptions = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))
