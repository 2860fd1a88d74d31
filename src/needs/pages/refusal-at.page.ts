import { refusalSentence } from '../../core/outcome.ts'
import { refusalWith } from '../../platform/form.ts'
import { needsSentences } from '../refusals.ts'

/** What a form of needs shows after a "no". */
export const refusalAt = refusalWith((code) => refusalSentence(needsSentences, code))
