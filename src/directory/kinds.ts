/** What kind of thing an opportunity is. Codes stand in `kind`; the symbol and the colour group lead the eye on its card. */
export const kinds = [
  { code: 'day_service', words: 'Day service with support all day', symbol: 'home', colour: 'friends' },
  { code: 'dementia_day', words: 'Day support for people with dementia', symbol: 'heart', colour: 'friends' },
  { code: 'complex_day', words: 'Day service for people with complex needs', symbol: 'hoist', colour: 'friends' },
  { code: 'mental_health', words: 'Mental health recovery', symbol: 'good', colour: 'fit' },
  { code: 'outreach', words: 'Outreach: someone comes with you', symbol: 'walk', colour: 'fit' },
  { code: 'online', words: 'Online sessions', symbol: 'phone', colour: 'job' },
  { code: 'cooking', words: 'Cooking', symbol: 'pot', colour: 'cook' },
  { code: 'gardening', words: 'Gardens and animals', symbol: 'plant', colour: 'friends' },
  { code: 'arts', words: 'Music and art', symbol: 'music', colour: 'job' },
  { code: 'crafts', words: 'Crafts', symbol: 'sew', colour: 'job' },
  { code: 'sport', words: 'Sport and moving', symbol: 'swim', colour: 'fit' },
  { code: 'social', words: 'Meeting people', symbol: 'friends', colour: 'friends' },
  { code: 'lunch_club', words: 'Lunch club', symbol: 'pot', colour: 'cook' },
  { code: 'carer_break', words: 'A break for carers', symbol: 'heart', colour: 'fit' },
  { code: 'employment', words: 'Supported employment', symbol: 'shop', colour: 'job' },
  { code: 'volunteering', words: 'Volunteering', symbol: 'cup', colour: 'job' },
  { code: 'learning', words: 'Learning', symbol: 'form', colour: 'job' },
  { code: 'personal_assistant', words: 'Personal assistant', symbol: 'person', colour: 'fit' },
  { code: 'shared_lives', words: 'Shared Lives', symbol: 'home', colour: 'friends' },
  { code: 'transport', words: 'Community transport', symbol: 'minibus', colour: 'fit' },
  { code: 'library', words: 'Library or community centre', symbol: 'home', colour: 'job' },
] as const

export type OpportunityKind = (typeof kinds)[number]['code']

/** The words of a kind that is in the list: what somebody can search for. */
export const kindWords = (code: string | null): string => kinds.find((kind) => kind.code === code)?.words ?? ''

/** The words, symbol and colour group of a kind; a kind nobody listed gets a friendly default. */
export function kindShown(code: string | null): {
  readonly words: string
  readonly symbol: string
  readonly colour: string
} {
  return kinds.find((kind) => kind.code === code) ?? { words: 'Something to do', symbol: 'star', colour: 'friends' }
}
