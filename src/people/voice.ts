/** The words by which a page speaks of the person it is about: "I" to themselves, their name to whoever acts for them. */
export interface Voice {
  /** "I", or the name. With `s` after the verb: "I pay", "Ann pays". */
  readonly I: string
  readonly s: '' | 's'
  /** "my", or "Ann’s"; `My` begins a sentence. */
  readonly my: string
  readonly My: string
  /** After the person was named in the sentence or the one before: "I", "me", "my", or "they", "them", "their". */
  readonly they: string
  readonly They: string
  readonly them: string
  readonly their: string
  readonly Their: string
  /** After `they`: "am" or "are". */
  readonly am: 'am' | 'are'
  /**
   * A sentence of Daywell's own, written in the person's first person: as it stands to the person, of them to whoever
   * acts for them. Not for words that somebody said or typed, nor for names of places: those stay as they were given.
   */
  says(sentence: string): string
}

/** Between ‘ and ’ stands what somebody said. An apostrophe is inside a word, so it does not end it. */
const quoted = /‘[^‘]*?’(?!\p{L})/gu

const toldOf: readonly (readonly [RegExp, string])[] = [
  [/\bI((?: \p{L}+)?) am\b/gu, 'I$1 are'],
  [/\bI((?: \p{L}+)?) was\b/gu, 'I$1 were'],
  [/\b([Aa])m I\b/gu, '$1re I'],
  [/\b([Ww])as I\b/gu, '$1ere I'],
  [/\bI’m\b/gu, 'I’re'],
  [/\bTogether we\b/gu, 'Together they'],
  [/\bboth of us\b/gu, 'both of them'],
  [/\bmyself\b/gu, 'themselves'],
  [/\bMyself\b/gu, 'Themselves'],
  [/\bmine\b/gu, 'theirs'],
  [/\bMine\b/gu, 'Theirs'],
  [/\bmy\b/gu, 'their'],
  [/\bMy\b/gu, 'Their'],
  [/\bme\b/gu, 'them'],
  [/\bMe\b/gu, 'Them'],
  [/(^|[.!?]\s+)I\b/gu, '$1They'],
  [/\bI\b/gu, 'they'],
]

const inThirdPerson = (words: string) => toldOf.reduce((text, [from, to]) => text.replace(from, to), words)

/** The same sentence of somebody else, in "they"; what stands between quotation marks stays as it was said. */
function ofAnother(sentence: string): string {
  const said = sentence.match(quoted) ?? []
  return sentence
    .split(quoted)
    .map((words, at) => inThirdPerson(words) + (said[at] ?? ''))
    .join('')
}

const ownVoice: Voice = {
  I: 'I',
  s: '',
  my: 'my',
  My: 'My',
  they: 'I',
  They: 'I',
  them: 'me',
  their: 'my',
  Their: 'My',
  am: 'am',
  says: (sentence) => sentence,
}

/** The voice of a page about a person: nobody acts for them when the name is empty. */
export function voiceOf(actsFor: string): Voice {
  if (actsFor === '') return ownVoice
  return {
    I: actsFor,
    s: 's',
    my: `${actsFor}’s`,
    My: `${actsFor}’s`,
    they: 'they',
    They: 'They',
    them: 'them',
    their: 'their',
    Their: 'Their',
    am: 'are',
    says: ofAnother,
  }
}
