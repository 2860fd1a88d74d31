import { z } from 'zod'
import { textField } from '../../platform/form.ts'

/** A time of the day, as minutes. */
export const clockField = (label: string) =>
  textField(label).transform((text, context) => {
    const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text) ?? []
    const minutes = Number(hour) * 60 + Number(minute)
    if (hour !== undefined && Number(minute) < 60 && minutes < 1440) return minutes
    context.addIssue({ code: 'custom', message: 'Enter a time of the day, like 10:30' })
    return z.NEVER
  })

/** Boxes of which several may be ticked, as a list. */
export const severalField = z.preprocess(
  (value) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => String(one ?? '').split(',')).filter((one) => one !== ''),
  z.array(z.string()).max(100),
)
