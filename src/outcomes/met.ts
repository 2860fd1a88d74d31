/** How far an outcome has been met, as each voice says it. */
export const metWords = { fully: 'Fully met', partially: 'Partially met', not: 'Not met' } as const
export type Met = keyof typeof metWords

/** The code of what a review keeps in words. */
export function metOfWords(words: string): Met | undefined {
  return (Object.keys(metWords) as Met[]).find((met) => metWords[met] === words)
}

/** The same, as people say it of themselves. */
export const ownMetWords: Readonly<Record<Met, string>> = {
  fully: 'Going well',
  partially: 'So-so',
  not: 'Not going well',
}

/** Whose view it is: the person, who acts for them, their worker, a provider. They stand side by side; no average is ever made of them. */
export const voices = ['person', 'carer', 'practitioner', 'provider'] as const
export type Voice = (typeof voices)[number]

/** What one voice says about one outcome. */
export interface Finding {
  readonly outcomeId: string
  readonly voice: Voice
  readonly met: Met
  readonly words?: string | undefined
}

/**
 * The one value the national return asks for: all outcomes fully met, none met at all, or anything between.
 * It follows from the practitioner's finding on each outcome. Source: Client Level Data release 2, review outcomes achieved.
 * No outcomes: nothing can be said.
 */
export function outcomesAchieved(findings: readonly Met[]): (typeof metWords)[Met] | undefined {
  if (findings.length === 0) return undefined
  if (findings.every((met) => met === 'fully')) return metWords.fully
  return findings.every((met) => met === 'not') ? metWords.not : metWords.partially
}

/** True when two of those who spoke about the same outcome said different things: shown, never smoothed over. */
export function voicesDiffer(findings: readonly { readonly met: string }[]): boolean {
  return new Set(findings.map(({ met }) => met)).size > 1
}
