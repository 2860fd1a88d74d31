import { refusalWith } from '../../platform/form.ts'
import { needsSentences } from '../refusals.ts'

/** What a form of needs shows after a "no". */
export const refusalAt = refusalWith(
  (code) => needsSentences[code ?? ''] ?? 'This cannot be done as the records stand now. Look at the page again',
)
