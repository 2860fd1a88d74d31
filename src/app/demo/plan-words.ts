import type { CareActOutcome } from '../../needs/index.ts'
import type { OtherWay } from '../../planning/met-otherwise.ts'

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

/** How an eligible need that the week does not serve is met, by item. */
export const otherWaysWords: Readonly<
  Partial<Record<CareActOutcome, { readonly how: OtherWay; readonly words: readonly string[] }>>
> = {
  a: { how: 'carer', words: ['My mum cooks, and I help.', 'My sister brings me dinner and we eat together.'] },
  b: {
    how: 'other_service',
    words: ['A carer comes in the morning and helps me wash.', 'I have help with my shower twice a week.'],
  },
  c: { how: 'equipment', words: ['The rails at home help me.', 'I have what I need at home for this.'] },
  d: { how: 'carer', words: ['My mum puts my clothes out and I dress myself.', 'My brother helps me with buttons.'] },
  e: { how: 'equipment', words: ['An alarm calls for help when I need it.', 'I have sensors at home and a key safe.'] },
  f: { how: 'carer', words: ['My family and I clean together.', 'My neighbour helps me keep the house nice.'] },
  g: { how: 'community', words: ['I see my friends at church and on the phone.'] },
  h: { how: 'not_wanted', words: ['I do not want work or a course now. We will talk about it again.'] },
  i: { how: 'community', words: ['I walk to the shops and the library near me.'] },
  j: { how: 'carer', words: ['My partner looks after the children with me.'] },
}
