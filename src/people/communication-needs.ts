/**
 * Ways to tell a person something and to be told, as they are asked for under the Accessible Information Standard
 * (DCB1605: identify, record, flag, share and meet). The words are ours; what exactly is needed is written beside each.
 */
export const communicationNeeds = [
  'Easy Read',
  'Large print',
  'Pictures or photographs',
  'Short sentences, and time to answer',
  'Makaton or other signs',
  'British Sign Language',
  'Interpreter for another language',
  'Braille',
  'Audio or voice message',
  'Hearing loop or quiet room',
  'Lipreading',
  'A communication aid or book',
  'Text or email instead of phone calls',
  'Someone to explain it with me',
] as const

/** The few words of the identity bar: the first need that is in force, with how many more there are. */
export function howToTalk(needs: readonly { need: string; how_to_meet_it: string }[]): string | undefined {
  const [first] = needs
  if (first === undefined) return undefined
  const more = needs.length - 1
  return `${first.need}${more > 0 ? `, and ${more} more` : ''}`
}
