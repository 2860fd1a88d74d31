/** What of an entry is looked at to find another one that may be the same. */
export interface LikenessFacts {
  readonly name: string
  readonly organisation: string
  readonly postcodes: readonly string[]
  readonly phones: readonly string[]
  /** The feed that it came in; nothing where it was entered here. */
  readonly source: string | null
  /** The ids that feeds give it. */
  readonly sourceIds: readonly string[]
}

/** Why two entries may be one. */
export const likenessWords = {
  id: 'Two sources give it the same id',
  name: 'The same name',
  'nearly-name': 'Nearly the same name',
  organisation: 'The same organisation',
  postcode: 'The same postcode',
  phone: 'The same phone number',
} as const
export type LikenessReason = keyof typeof likenessWords

/** Said wherever the list is shown. */
export const likenessRule =
  'Two entries are shown here if two sources give them the same id; if they have the same name and also the same organisation, postcode or phone number; or if they have nearly the same name (half of the words or more) and two of these three are the same, unless one organisation gives both names in one source: those are two things.'

const NEARLY = 0.5

/**
 * Why two entries may be one; nothing when they do not look alike. The order of the two makes no difference. It never
 * merges anything: a human decides.
 */
export function likeness(one: LikenessFacts, other: LikenessFacts): LikenessReason[] {
  const reasons: LikenessReason[] = []
  if (meet(one.sourceIds, other.sourceIds)) reasons.push('id')
  const [words, otherWords] = [wordsOf(one.name), wordsOf(other.name)]
  const shared = words.filter((word) => otherWords.includes(word)).length
  const alike = words.length + otherWords.length === 0 ? 0 : (2 * shared) / (words.length + otherWords.length)
  if (alike === 1) reasons.push('name')
  else if (alike >= NEARLY) reasons.push('nearly-name')
  if (wordsOf(one.organisation).length > 0 && same(wordsOf(one.organisation), wordsOf(other.organisation)))
    reasons.push('organisation')
  if (meet(one.postcodes.map(postcodeOf), other.postcodes.map(postcodeOf))) reasons.push('postcode')
  if (meet(one.phones.map(digitsOf), other.phones.map(digitsOf))) reasons.push('phone')
  const more = reasons.filter(
    (reason) => reason === 'organisation' || reason === 'postcode' || reason === 'phone',
  ).length
  const named = one.source === other.source && reasons.includes('organisation')
  const enough =
    reasons.includes('id') ||
    (reasons.includes('name') && more >= 1) ||
    (reasons.includes('nearly-name') && more >= 2 && !named)
  return enough ? reasons : []
}

const small = new Set(['a', 'an', 'and', 'at', 'for', 'in', 'of', 'on', 'the'])
/** The words of a name, once each, without case, marks and the small ones. */
const wordsOf = (name: string) => [
  ...new Set(
    name
      .normalize('NFKD')
      .replace(/\p{M}|['’]/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '' && !small.has(word)),
  ),
]
const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((word) => other.includes(word))
const meet = (one: readonly string[], other: readonly string[]) =>
  one.some((text) => text !== '' && other.includes(text))
const postcodeOf = (postcode: string) => postcode.replace(/\s/g, '').toUpperCase()
/** The last ten digits: +44 1632 960123 and 01632 960 123 are one number. */
const digitsOf = (phone: string) => phone.replace(/\D/g, '').slice(-10)
