import type { Db } from '../../platform/db.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { demoBorough } from './demo-borough.ts'
import type { DemoSettings } from './settings.ts'
import { demoPassword } from './staff.ts'
import { loadBorough } from './store.ts'

/** The seed of the borough that an empty trial is filled with. */
export const usualSeed = 7

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
}

/** Makes the demo borough and loads it into an empty database, all of it or nothing. */
export async function loadDemo(
  db: Db,
  policy: CouncilPolicy,
  settings: DemoSettings,
  tell: (line: string) => void,
): Promise<Loaded> {
  const borough = demoBorough(policy, settings)
  await loadBorough(db, borough, settings, tell)
  return {
    people: settings.people,
    accounts: borough.staff.accounts.map(({ username, role }) => ({ username, role })),
    password: demoPassword,
  }
}
