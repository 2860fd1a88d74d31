const places = new Map([...' 0123456789abcdefghijklmnopqrstuvwxyz'].map((letter, at) => [letter, at]))
const LETTERS = 8
const SIZE = 64

/** A name as two numbers that sort as its first sixteen letters do, whatever their case and accents. */
export function nameOrder(name: string): [number, number] {
  const letters = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  const part = (from: number) => {
    let sum = 0
    for (let at = from; at < from + LETTERS; at++) sum = sum * SIZE + (places.get(letters.charAt(at)) ?? 0)
    return sum
  }
  return [part(0), part(LETTERS)]
}
