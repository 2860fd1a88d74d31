import type { Tx } from '../../platform/db.ts'
import { lots } from './providers.ts'

/** Lots by the name a file gives, in small or capital letters, and the sentence for a name that is none. */
export interface LotsByName {
  idOf(name: string): string | undefined
  readonly noSuch: (name: string) => string
}

/** The lots there are, for a file that names them. */
export async function lotsByName(tx: Tx): Promise<LotsByName> {
  const all = await lots(tx)
  const ids = new Map(all.map(({ id, name }) => [name.toLowerCase(), id]))
  const names = all.map(({ name }) => name).toSorted()
  const there = names.length === 0 ? 'No lot is set up yet' : `The lots are: ${names.join('; ')}`
  return { idOf: (name) => ids.get(name.toLowerCase()), noSuch: (name) => `There is no lot “${name}”. ${there}` }
}
