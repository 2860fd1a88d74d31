import { type FormReading, faultAt } from '../../platform/form.ts'
import { needsSentences } from '../refusals.ts'

type Done = { readonly ok: true } | { readonly ok: false; readonly refusals: readonly string[] } | undefined

/** What a page shows after a "no": the faults of the form, or the sentence of the refusal at the field it is about. */
export function refusalAt(form: FormReading<unknown>, done: Done, fieldOf: Record<string, string>, otherwise: string) {
  if (!form.ok) return form
  const code = done !== undefined && !done.ok ? (done.refusals[0] ?? '') : ''
  const sentence = needsSentences[code] ?? 'This cannot be done as the records stand now. Look at the page again'
  return faultAt(form, fieldOf[code] ?? otherwise, sentence)
}
