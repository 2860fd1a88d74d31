import { type FormReading, faultAt } from '../../platform/form.ts'
import { sentenceFor } from './page-parts.ts'

type Done = { readonly ok: true } | { readonly ok: false; readonly refusals: readonly string[] } | undefined

/** What a form shows after a "no": its own faults, or the sentence of the refusal at the field it is about. */
export function refusalAt(
  form: FormReading<unknown>,
  done: Done,
  otherwise: string,
  fieldOf: Record<string, string> = {},
) {
  if (!form.ok) return form
  const code = done !== undefined && !done.ok ? done.refusals[0] : undefined
  return faultAt(form, fieldOf[code ?? ''] ?? otherwise, sentenceFor(code))
}
