/**
 * The stem of an English word, so that "cook", "cooks" and "cooking" are found by each other: the Porter2 rules ("English"
 * of Snowball, snowballstem.org), the same that PostgreSQL's full text search follows. Takes a word of a–z in lower case; a word
 * with other letters or digits is its own stem.
 */
export function englishStem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word
  const exception = exceptions.get(word)
  if (exception !== undefined) return exception
  const marked = word.replace(/^y|(?<=[aeiouy])y/g, 'Y')
  const [r1, r2] = regions(marked)
  const first = withoutPlural(marked)
  if (staysAsItIs.has(first)) return first
  const second = finalY(withoutEd(first, r1))
  const third = withoutEnd(replacedEnding(second, r1), r1, r2)
  return withoutFinal(withoutLast(third, r2), r1, r2).replaceAll('Y', 'y')
}

const exceptions = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ...['sky', 'news', 'howe', 'atlas', 'cosmos', 'bias', 'andes'].map((word): [string, string] => [word, word]),
])
const staysAsItIs = new Set(['inning', 'outing', 'canning', 'herring', 'earring', 'proceed', 'exceed', 'succeed'])

const vowel = /[aeiouy]/

/** Where the two regions begin in which endings may be taken off. */
function regions(word: string): [number, number] {
  const after = (from: number): number => {
    for (let at = from + 1; at < word.length; at++)
      if (!vowel.test(word.charAt(at)) && vowel.test(word.charAt(at - 1))) return at + 1
    return word.length
  }
  const start = /^(gener|commun|arsen)/.exec(word)?.[0].length
  const r1 = start ?? after(0)
  return [r1, after(r1)]
}

/** True for a short syllable at the end: vowel and consonant (not w, x or Y) after a consonant, or at the very start. */
const endsShort = (word: string) => /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word)

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (/ie[ds]$/.test(word)) return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1)
  if (/[us]s$/.test(word) || !word.endsWith('s')) return word
  return vowel.test(word.slice(0, -2)) ? word.slice(0, -1) : word
}

function withoutEd(word: string, r1: number): string {
  const long = /(eedly|eed)$/.exec(word)?.[0]
  if (long !== undefined) return word.length - long.length >= r1 ? `${word.slice(0, -long.length)}ee` : word
  const ending = /(ingly|edly|ing|ed)$/.exec(word)?.[0]
  if (ending === undefined) return word
  const left = word.slice(0, -ending.length)
  if (!vowel.test(left)) return word
  if (/(at|bl|iz)$/.test(left)) return `${left}e`
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(left)) return left.slice(0, -1)
  return left.length <= r1 && endsShort(left) ? `${left}e` : left
}

const finalY = (word: string) => (/.[^aeiouy][yY]$/.test(word) ? `${word.slice(0, -1)}i` : word)

const replaced: readonly (readonly [string, string])[] = [
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
  ['ogi', 'og'],
  ['li', ''],
]

function replacedEnding(word: string, r1: number): string {
  const found = replaced.find(([ending]) => word.endsWith(ending))
  if (found === undefined) return word
  const [ending, by] = found
  const left = word.slice(0, -ending.length)
  if (left.length < r1) return word
  if (ending === 'ogi') return left.endsWith('l') ? `${left}og` : word
  if (ending === 'li') return /[cdeghkmnrt]$/.test(left) ? left : word
  return left + by
}

const ends: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ative', ''],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
]

function withoutEnd(word: string, r1: number, r2: number): string {
  const found = ends.find(([ending]) => word.endsWith(ending))
  if (found === undefined) return word
  const [ending, by] = found
  const left = word.length - ending.length
  return left < (ending === 'ative' ? r2 : r1) ? word : word.slice(0, left) + by
}

const lasts = /(ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|ion|al|er|ic)$/

function withoutLast(word: string, r2: number): string {
  const ending = lasts.exec(word)?.[0]
  if (ending === undefined) return word
  const left = word.slice(0, -ending.length)
  return left.length >= r2 && (ending !== 'ion' || /[st]$/.test(left)) ? left : word
}

function withoutFinal(word: string, r1: number, r2: number): string {
  const left = word.slice(0, -1)
  if (word.endsWith('e')) return left.length >= r2 || (left.length >= r1 && !endsShort(left)) ? left : word
  return word.endsWith('ll') && left.length >= r2 ? left : word
}
