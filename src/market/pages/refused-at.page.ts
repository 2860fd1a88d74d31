import { refusalSentence } from '../../core/outcome.ts'
import { type FormErrors, faultAt } from '../../platform/form.ts'
import { marketSentences } from '../sentences.ts'

/** The field that each code is about, and what is said of a code without a sentence. */
interface Told {
  readonly fieldOf?: Readonly<Record<string, string>>
  readonly unknown?: string
}

/** The sentence of the first refusal. */
export const sentenceOf = ([code = '']: readonly string[]) => refusalSentence(marketSentences, code)

/** The first refusal, beside the field that `fieldOf` names for its code, else beside `field`; what was typed stays. */
export function refusedAt(
  typed: Record<string, string>,
  refusals: readonly string[],
  field: string,
  { fieldOf = {}, unknown }: Told = {},
): FormErrors {
  const [code = ''] = refusals
  const at = fieldOf[code] ?? field
  const sentence = unknown === undefined ? sentenceOf(refusals) : (marketSentences[code] ?? unknown)
  return faultAt({ typed }, at, sentence)
}
