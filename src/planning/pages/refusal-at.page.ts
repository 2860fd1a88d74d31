import { refusalWith } from '../../platform/form.ts'
import { sentenceFor } from './page-parts.ts'

/** What a form of planning shows after a "no". */
export const refusalAt = refusalWith(sentenceFor)
