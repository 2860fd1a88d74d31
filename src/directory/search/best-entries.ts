/** True when the first of two entries comes before the second. */
type Before = (oneKey: number, one: number, otherKey: number, other: number) => boolean

/** Keeps the best so many of all entries it is shown: a heap with the worst of them on top. */
export class BestEntries {
  readonly #most: number
  readonly #before: Before
  readonly #keys: number[] = []
  readonly #entries: number[] = []

  constructor(most: number, before: Before) {
    this.#most = most
    this.#before = before
  }

  show(key: number, entry: number): void {
    if (this.#keys.length < this.#most) this.#rise(key, entry)
    else if (this.#most > 0 && this.#before(key, entry, this.#keys[0] as number, this.#entries[0] as number))
      this.#sink(key, entry)
  }

  /** The entries kept, best first. */
  inOrder(): number[] {
    const order = this.#keys.map((key, at) => ({ key, entry: this.#entries[at] as number }))
    order.sort((one, two) => (this.#before(one.key, one.entry, two.key, two.entry) ? -1 : 1))
    return order.map(({ entry }) => entry)
  }

  #rise(key: number, entry: number): void {
    let at = this.#keys.length
    while (at > 0) {
      const above = (at - 1) >> 1
      const [aboveKey, aboveEntry] = [this.#keys[above] as number, this.#entries[above] as number]
      if (!this.#before(aboveKey, aboveEntry, key, entry)) break
      this.#keys[at] = aboveKey
      this.#entries[at] = aboveEntry
      at = above
    }
    this.#keys[at] = key
    this.#entries[at] = entry
  }

  #sink(key: number, entry: number): void {
    const [keys, entries] = [this.#keys, this.#entries]
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= keys.length) break
      const next = below + 1
      if (
        next < keys.length &&
        this.#before(keys[below] as number, entries[below] as number, keys[next] as number, entries[next] as number)
      )
        below = next
      if (!this.#before(key, entry, keys[below] as number, entries[below] as number)) break
      keys[at] = keys[below] as number
      entries[at] = entries[below] as number
      at = below
    }
    keys[at] = key
    entries[at] = entry
  }
}
