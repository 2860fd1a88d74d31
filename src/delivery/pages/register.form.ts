import { z } from 'zod'
import { type CalendarDate, minuteOfDay } from '../../core/calendar-date.ts'
import type { PayRule } from '../pay-rule.ts'
import type { MarkSent, ReasonRow, RegisterLine } from '../store.ts'
import { absences, shownName } from './register.view.ts'

export interface RegisterFault {
  readonly field: string
  readonly text: string
}
export interface RegisterRead {
  readonly marks: readonly Omit<MarkSent, 'markedAt'>[]
  readonly faults: readonly RegisterFault[]
}

interface Day {
  readonly on: CalendarDate
  readonly reasons: readonly ReasonRow[]
  readonly rules: readonly PayRule[]
  readonly lines: readonly RegisterLine[]
}

/** Reads the whole register: a mark for everyone chosen, a fault for what is missing. Whoever is left open stays unmarked. */
export function readRegister(typed: Readonly<Record<string, string>>, day: Day): RegisterRead {
  const everyoneLeft = typed['all'] === 'here'
  const marks: Omit<MarkSent, 'markedAt'>[] = []
  const faults: RegisterFault[] = []
  for (const line of day.lines) {
    const id = typed[`mark-${line.occasionId}`] ?? ''
    if (!z.uuid().safeParse(id).success) continue
    const choice = typed[`here-${line.occasionId}`] || (everyoneLeft ? 'here' : '')
    const read = choice === '' ? undefined : readOne(line, choice, typed, day)
    if (read === undefined) continue
    if ('field' in read) faults.push(read)
    else marks.push({ ...read, id, occasionId: line.occasionId })
  }
  return { marks, faults }
}

type One = Pick<MarkSent, 'reason' | 'note' | 'hereFrom' | 'hereUntil'>

function readOne(
  line: RegisterLine,
  choice: string,
  typed: Readonly<Record<string, string>>,
  day: Day,
): One | RegisterFault {
  const of = (field: string) => (typed[`${field}-${line.occasionId}`] ?? '').trim()
  const fault = (field: string, text: string): RegisterFault => ({ field: `${field}-${line.occasionId}`, text })
  const name = shownName(line)
  if (choice === 'here') return { reason: 'attended' }
  if (choice === 'part') {
    const [hereFrom, hereUntil] = [minuteOfDay(of('from')), minuteOfDay(of('until'))]
    if (hereFrom === undefined || hereUntil === undefined || hereFrom >= hereUntil)
      return fault('from', `Enter both times ${name} was here, like 13:55 and 16:00`)
    return { reason: 'attended_part', hereFrom, hereUntil }
  }
  if (choice !== 'not') return fault('here', `Say here, part or not here for ${name}`)
  const reason = absences(line, day).find(({ code }) => code === of('why'))
  if (!reason) return fault('why', `Say why ${name} was not here`)
  const note = of('note')
  if (note.length > 500) return fault('note', `The note about ${name} must be 500 characters or fewer`)
  if (reason.noteNeeded && note === '') return fault('note', `Enter a short note about ${name}: this reason needs one`)
  return { reason: reason.code, ...(note === '' ? {} : { note }) }
}
