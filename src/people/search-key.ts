/** Accented letters and the plain one under which a name is found; the same pairs stand in the database's generated column. */
export const accents = {
  from: 'àáâãäåāăąÀÁÂÃÄÅĀĂĄçćčÇĆČďđĎĐèéêëēęěÈÉÊËĒĘĚğĞìíîïīıÌÍÎÏĪİłŁñńňÑŃŇòóôõöøőÒÓÔÕÖØŐřŘśšşŚŠŞťțŤȚùúûüūůűÙÚÛÜŪŮŰýÿÝŸźżžŹŻŽ',
  to: 'aaaaaaaaaaaaaaaaaaccccccddddeeeeeeeeeeeeeeggiiiiiiiiiiiillnnnnnnoooooooooooooorrssssssttttuuuuuuuuuuuuuuyyyyzzzzzz',
} as const

const plain = new Map([...accents.from].map((letter, at) => [letter, accents.to[at] ?? '']))

/** The text under which a name is found: small letters, no accents, no apostrophes, one word for each part of a double name. */
export function searchKey(name: string): string {
  return [...name]
    .map((letter) => plain.get(letter) ?? letter)
    .join('')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/['’‘`´.]/g, '')
    .replace(/[-‐‑–\s]/g, ' ')
}

/** The words of a search, in the form of `searchKey`; empty ones are left out. */
export function searchWords(typed: string): string[] {
  return searchKey(typed)
    .split(' ')
    .filter((word) => word !== '')
}

/** How many letters must be added, taken out, changed or swapped with their neighbour to make one word the other. */
export function lettersApart(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row.push(
        Math.min(
          (rows[i - 1]?.[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (rows[i - 1]?.[j - 1] ?? 0) + same,
          swapped ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    rows.push(row)
  }
  return rows[one.length]?.[other.length] ?? 0
}

/** Whether a name is what was meant: every word typed begins a word of the name, or is at most one letter in four (and two in all) away from one. */
export function isCloseTo(typed: string, name: string): boolean {
  const parts = searchWords(name)
  return searchWords(typed).every((word) =>
    parts.some((part) => part.startsWith(word) || lettersApart(word, part) <= Math.min(2, Math.floor(word.length / 4))),
  )
}
