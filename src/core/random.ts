/**
 * Chance that can be repeated: the same seed gives the same numbers on every machine, for ever.
 * The generator is splitmix32 (public domain, G. Vigna and others); good enough to lay out a demo, not for secrets.
 */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** One of the items. */
  pick<T>(items: readonly T[]): T
  /** The same items in another order; the original is untouched. */
  shuffle<T>(items: readonly T[]): T[]
  /** A version-4 shaped id, for rows that must be the same at every load. */
  uuid(): string
}

/** Chance that begins at a seed. */
export function random(seed: number): Random {
  let state = seed | 0
  const bits = () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  const next = () => bits() / 4_294_967_296
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    pick: (items) => items[whole(0, items.length - 1)] as (typeof items)[number],
    shuffle: (items) => {
      const mixed = [...items]
      for (let last = mixed.length - 1; last > 0; last--) {
        const other = whole(0, last)
        ;[mixed[last], mixed[other]] = [mixed[other] as (typeof mixed)[number], mixed[last] as (typeof mixed)[number]]
      }
      return mixed
    },
    uuid: () => {
      const hex = [bits(), bits(), bits(), bits()].map((part) => part.toString(16).padStart(8, '0')).join('')
      const variant = '89ab'[Number.parseInt(hex[16] as string, 16) & 3]
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}
