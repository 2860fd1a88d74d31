import { searchAddress } from './search-criteria.ts'

/** Eight ways in for somebody who has no words for it yet. Each is an ordinary search, so it can be changed or shared. */
export const ideas = [
  {
    words: 'Meet people',
    symbol: 'friends',
    colour: 'friends',
    href: searchAddress({ what: 'friends or social or club or meet or chat' }),
  },
  {
    words: 'Cook and eat',
    symbol: 'pot',
    colour: 'cook',
    href: searchAddress({ what: 'cook or food or lunch or meal or baking' }),
  },
  {
    words: 'Gardens and animals',
    symbol: 'plant',
    colour: 'friends',
    href: searchAddress({ what: 'garden or allotment or animals or farm or nature' }),
  },
  {
    words: 'Get moving',
    symbol: 'swim',
    colour: 'fit',
    href: searchAddress({ what: 'sport or swim or walk or football or dance or exercise' }),
  },
  {
    words: 'Music and art',
    symbol: 'music',
    colour: 'job',
    href: searchAddress({ what: 'music or art or singing or craft or drama' }),
  },
  {
    words: 'Volunteer or get a job',
    symbol: 'cup',
    colour: 'job',
    href: searchAddress({ what: 'volunteer or job or work or employment' }),
  },
  { words: 'Somewhere with care all day', symbol: 'heart', colour: 'fit', href: searchAddress({ needs: ['staff'] }) },
  { words: 'Free things', symbol: 'pound', colour: 'cook', href: searchAddress({ cost: 'free' }) },
] as const
