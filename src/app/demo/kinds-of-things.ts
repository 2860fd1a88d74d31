import type { OpportunityKind } from '../../directory/index.ts'

/** What kind of thing each organisation offers, and each community activity is. */
const kindOf: Readonly<Record<string, OpportunityKind>> = {
  'Green Shoots Farm': 'gardening',
  'Canalside Arts': 'arts',
  'Open Door Skills': 'learning',
  'Steam Works Training': 'employment',
  'Hearth and Hand': 'crafts',
  'Saltersgate Active': 'sport',
  'Tatton Street Studio': 'crafts',
  'Forget-me-not Days': 'dementia_day',
  'Orchard Table': 'cooking',
  Freewheel: 'sport',
  'Even Keel': 'mental_health',
  'Turning Page': 'mental_health',
  'Shared Lives Scheme': 'shared_lives',
  'Warm welcome café': 'social',
  'Walking group': 'sport',
  'Choir for everyone': 'arts',
  'Community garden': 'gardening',
  'Board games evening': 'social',
  'Chair yoga': 'sport',
  'Repair café': 'volunteering',
  'Knit and natter': 'crafts',
  'Men’s shed': 'crafts',
  'Memory singing': 'arts',
  'Library friends': 'library',
  'Parkrun buddies': 'sport',
  'Bowls for all': 'sport',
  'Canal boat trips': 'social',
  'Friendship lunch': 'lunch_club',
}

/** The kind of what bears a name; of another, what it is in general. */
export const kindOfThing = (name: string, otherwise: OpportunityKind): OpportunityKind => kindOf[name] ?? otherwise
