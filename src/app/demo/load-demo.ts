import type { Db } from '../../platform/db.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { demoBlocks } from './demo-borough.ts'
import type { DemoSettings } from './settings.ts'
import { demoPassword, type Staff } from './staff.ts'
import { loadBoroughs, type Timings } from './store.ts'

/** The seed of the borough that an empty trial is filled with. */
const usualSeed = 7

/** A borough of the council's own size with a year of history and places held 26 weeks ahead. */
export function usualBorough(policy: CouncilPolicy, db: Db): DemoSettings {
  const today = db.clock.today()
  return {
    seed: usualSeed,
    people: policy.value('demo.people', today),
    today,
    weeksBack: 52,
    weeksAhead: 26,
    exactSpend: true,
  }
}

/** What was loaded, and whom to sign in as. */
export interface Loaded {
  readonly people: number
  readonly accounts: readonly { readonly username: string; readonly role: string }[]
  readonly password: string
  readonly timings: Timings
}

/** Makes the demo borough and loads it into an empty database, all of it or nothing. */
export async function loadDemo(
  db: Db,
  policy: CouncilPolicy,
  settings: DemoSettings,
  tell: (line: string) => void,
): Promise<Loaded> {
  let staff: Staff | undefined
  const blocks = function* () {
    for (const block of demoBlocks(policy, settings)) {
      staff = block.staff
      yield block
    }
  }
  const timings = await loadBoroughs(db, blocks(), settings, tell)
  return {
    people: settings.people,
    accounts: (staff?.accounts ?? []).map(({ username, role }) => ({ username, role })),
    password: demoPassword,
    timings,
  }
}
