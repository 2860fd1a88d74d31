import { grown } from './growing.ts'

const digits = (id: string, from: number, to: number) => Number.parseInt(id.slice(from, to), 16) >>> 0

/** A uuid as four whole numbers. */
function parts(id: string): [number, number, number, number] {
  const hex = id.replaceAll('-', '')
  return [digits(hex, 0, 8), digits(hex, 8, 16), digits(hex, 16, 24), digits(hex, 24, 32)]
}

/**
 * The ids of entries by number, and back: 16 bytes an id and four to eight for finding it, where a Map of texts would take 150.
 * An id given a second time gets a new number, and the old one is forgotten.
 */
export class EntryNumbers {
  ids = new Uint32Array(4 * 1024)
  count = 0
  #slots = new Int32Array(2048)

  /** The newest number of an id, or -1. */
  numberOf(id: string): number {
    return (this.#slots[this.#slotOf(parts(id))] as number) - 1
  }

  /** Gives an id the next number. */
  add(id: string): number {
    const number = this.count++
    if (4 * this.count > this.ids.length) this.ids = grown(this.ids, 4 * this.count)
    const given = parts(id)
    this.ids.set(given, 4 * number)
    if (2 * this.count > this.#slots.length) this.#widen()
    this.#slots[this.#slotOf(given)] = number + 1
    return number
  }

  idOf(number: number): string {
    const hex = [0, 1, 2, 3]
      .map((part) => (this.ids[4 * number + part] as number).toString(16).padStart(8, '0'))
      .join('')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  /** Ids as they sort as text. */
  before(one: number, other: number): boolean {
    for (let part = 0; part < 4; part++) {
      const [first, second] = [this.ids[4 * one + part] as number, this.ids[4 * other + part] as number]
      if (first !== second) return first < second
    }
    return false
  }

  /** Where an id stands, or the free slot where it would. */
  #slotOf(given: readonly [number, number, number, number]): number {
    const mask = this.#slots.length - 1
    let slot = (Math.imul(given[0] ^ given[3], 0x9e3779b1) ^ given[1] ^ (given[2] >>> 7)) & mask
    for (;;) {
      const taken = this.#slots[slot] as number
      if (taken === 0) return slot
      const at = 4 * (taken - 1)
      const ids = this.ids
      if (ids[at] === given[0] && ids[at + 1] === given[1] && ids[at + 2] === given[2] && ids[at + 3] === given[3])
        return slot
      slot = (slot + 1) & mask
    }
  }

  #widen(): void {
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (let number = 0; number < this.count - 1; number++) {
      const at = 4 * number
      const id = [...this.ids.subarray(at, at + 4)] as [number, number, number, number]
      this.#slots[this.#slotOf(id)] = number + 1
    }
  }
}
