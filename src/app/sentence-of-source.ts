import type { CouncilPolicy } from './council-policy/council-policy.ts'

/** Where a value comes from, as a sentence. */
export function sentenceOfSource(source: ReturnType<CouncilPolicy['source']>): string {
  return source.kind === 'assumed'
    ? `Assumption: ${source.why}`
    : `Source: ${source.paper}, ${source.citation.paragraph}.`
}
