import { z } from 'zod'
import { minuteOfDay } from '../../core/calendar-date.ts'
import { textField } from '../../platform/form.ts'

/** A time of the day, as minutes. */
export const clockField = (label: string) =>
  textField(label).transform((text, context) => {
    const minutes = minuteOfDay(text)
    if (minutes !== undefined && minutes < 1440) return minutes
    context.addIssue({ code: 'custom', message: 'Enter a time of the day, like 10:30 or 2pm' })
    return z.NEVER
  })

/** Boxes of which several may be ticked, as a list. */
export const severalField = z.preprocess(
  (value) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => String(one ?? '').split(',')).filter((one) => one !== ''),
  z.array(z.string()).max(100),
)
