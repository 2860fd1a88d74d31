/** What an operation gives back when it may rightly be refused. A refusal is an expected answer, not an error. */
export type Outcome<T, Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

/** The operation was done: its value. */
export const accept = <T>(value: T) => ({ ok: true, value }) as const
/** The operation was not done: why, the first reason first. */
export const refuse = <R>(...refusals: [R, ...R[]]) => ({ ok: false, refusals }) as const

/**
 * What a page says of a refusal: the step's own sentence for its code. A code without one means that the records changed
 * between showing the page and sending it, and that is said with what to do.
 */
export const refusalSentence = (sentences: Readonly<Record<string, string>>, code: string | undefined): string =>
  sentences[code ?? ''] ?? 'This cannot be done as the records stand now. Look again, then try once more'
