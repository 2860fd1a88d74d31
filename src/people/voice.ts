/** The words by which a page speaks of the person it is about: "I" to themselves, their name to whoever acts for them. */
export interface Voice {
  /** "I", or the name. With `s` after the verb: "I pay", "Ann pays". */
  readonly I: string
  readonly s: '' | 's'
  /** "my", or "Ann’s". */
  readonly my: string
  /** After the person was named in the sentence or the one before: "I", "me", "my", or "they", "them", "their". */
  readonly they: string
  readonly They: string
  readonly them: string
  readonly their: string
  readonly Their: string
}

const ownVoice: Voice = {
  I: 'I',
  s: '',
  my: 'my',
  they: 'I',
  They: 'I',
  them: 'me',
  their: 'my',
  Their: 'My',
}

/** The voice of a page about a person: nobody acts for them when the name is empty. */
export function voiceOf(actsFor: string): Voice {
  if (actsFor === '') return ownVoice
  return {
    I: actsFor,
    s: 's',
    my: `${actsFor}’s`,
    they: 'they',
    They: 'They',
    them: 'them',
    their: 'their',
    Their: 'Their',
  }
}
