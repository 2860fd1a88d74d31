import type { CareActOutcome } from '../../needs/index.ts'

/** Outcomes as people might put them, with the Care Act item and the I statement each is nearest to. */
export const outcomeWords: readonly {
  readonly item: CareActOutcome
  readonly statement: string
  readonly words: readonly string[]
}[] = [
  {
    item: 'g',
    statement: 'see-people-i-want',
    words: [
      'I see my friends every week and we do something together.',
      'I have someone to talk to who is not family.',
      'I meet new people who like what I like.',
      'I am not on my own all day.',
    ],
  },
  {
    item: 'h',
    statement: 'learn-new-things',
    words: [
      'I learn to cook a meal for myself.',
      'I get ready for a job I would like.',
      'I help other people and feel useful.',
      'I learn to use money and the till.',
    ],
  },
  {
    item: 'i',
    statement: 'part-of-community',
    words: [
      'I go out in my town and feel safe.',
      'I stay fit and get outside.',
      'I make music and people hear it.',
      'I keep up with the things I have always enjoyed.',
    ],
  },
]

/** Why a person's part of the week was agreed, in a few words. */
export const tierReasons = {
  1: 'Needs a base with specialist support for most of the week',
  2: 'Support to do things in the community, some of it shared',
  3: 'Twelve weeks to learn skills, then look again',
} as const
