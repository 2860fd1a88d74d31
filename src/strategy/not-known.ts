/** Something that was asked for and nobody knows: which field, and what is known instead. */
export interface NotKnown {
  readonly field: string
  readonly sentence: string
}

/** A fault for a name that nobody knows; none where it is known, or where nothing was asked for. */
export function notKnown(field: string, what: string, asked: string | undefined, known: readonly string[]): NotKnown[] {
  if (asked === undefined || asked === '' || known.includes(asked)) return []
  return [{ field, sentence: `There is no ${what} “${asked}”. Known: ${known.join(', ') || 'none'}` }]
}

/** The same for the summary above a form, each leading to its field. */
export const notKnownErrors = (faults: readonly NotKnown[]): { text: string; href: string }[] =>
  faults.map(({ field, sentence }) => ({ text: sentence, href: `#${field}` }))
