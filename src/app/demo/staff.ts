import type { Random } from '../../core/random.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { nameOf, type Resident } from './residents.ts'
import type { DemoSettings } from './settings.ts'
import type { Supply } from './supply.ts'

/** One sign-in of the demo. All share the one demo password, which is printed when the borough is loaded. */
export interface DemoAccount {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly role: string
  readonly teams: readonly string[]
  readonly providerId: string | undefined
  readonly personId: string | undefined
  readonly limitPence: number | undefined
}

/** Who works here, by what they do in the records. */
export interface Staff {
  readonly accounts: readonly DemoAccount[]
  readonly practitionerOf: (team: string) => DemoAccount
  readonly managerOf: (team: string) => DemoAccount
  readonly broker: DemoAccount
  readonly finance: DemoAccount
  readonly approver: DemoAccount
  readonly commissioner: DemoAccount
  /** Signs the visits that the first one made. */
  readonly secondCommissioner: DemoAccount
  readonly providerAccount: (providerId: string | undefined) => DemoAccount
}

/** The password of every demo account. Demo accounts are refused in production mode. */
export const demoPassword = 'Daywell-demo-2026'

/** What the accounts are made from; `person` and `carer` are the two people who may sign in themselves. */
interface StaffWanted {
  readonly policy: CouncilPolicy
  readonly supply: Supply
  readonly person: Resident
  readonly carer: string
  readonly settings: DemoSettings
  readonly random: Random
  readonly secondCommissionerId: string
}

/** Makes an account for each role, and the team managers’ limits of approval by the council’s policy. */
export function makeStaff(wanted: StaffWanted): Staff {
  const { policy, supply, person, carer, settings, random, secondCommissionerId } = wanted
  const teams = policy.value('localities.teams', settings.today).map(({ name }) => name)
  const limits = policy.value('approval.limits', settings.today)
  const accounts: DemoAccount[] = []
  const add = (username: string, role: string, more: Partial<DemoAccount> = {}): DemoAccount => {
    const { given, family } = nameOf(random.next() < 0.6, false, random)
    const made = {
      id: random.uuid(),
      username: `${username}@demo.daywell`,
      name: `${given} ${family}`,
      role,
      teams: [],
      providerId: undefined,
      personId: undefined,
      limitPence: undefined,
      ...more,
    }
    accounts.push(made)
    return made
  }
  const home = person.team
  const practitioners = new Map(
    [home, ...teams.filter((team) => team !== home)].map((team, at) => [
      team,
      add(at === 0 ? 'practitioner' : `practitioner.${at + 1}`, 'practitioner', { teams: [team] }),
    ]),
  )
  const others = teams.filter((team) => team !== home)
  const near = [home, ...others.slice(0, 2)]
  const manager = add('manager', 'team_manager', { teams: near, limitPence: limits.team_manager })
  const secondManager = add('manager.2', 'team_manager', {
    teams: teams.filter((team) => !near.includes(team)),
    limitPence: limits.panel,
  })
  const broker = add('broker', 'broker')
  const provider = supply.providers.find(({ name }) => name.startsWith('Green Shoots'))
  const first = add('provider', 'provider', { providerId: provider?.id })
  add('provider.own', 'provider', { providerId: supply.inHouse.id })
  const commissioner = add('commissioner', 'commissioner', { limitPence: limits.commissioner })
  const finance = add('finance', 'finance')
  const approver = add('finance.approver', 'finance')
  add('administrator', 'administrator')
  add('person', 'person', { personId: person.id, name: `${person.given} ${person.family}` })
  add('carer', 'person', { personId: carer })
  const secondCommissioner: DemoAccount = {
    ...{ id: secondCommissionerId, username: 'commissioner.2@demo.daywell', name: 'Ottilie Marsh' },
    ...{ role: 'commissioner', teams: [], providerId: undefined, personId: undefined, limitPence: undefined },
  }
  accounts.push(secondCommissioner)
  const byTeam = (team: string, list: readonly DemoAccount[]) => list.find((one) => one.teams.includes(team))
  return {
    accounts,
    practitionerOf: (team) => practitioners.get(team) ?? ([...practitioners.values()][0] as DemoAccount),
    managerOf: (team) => byTeam(team, [manager, secondManager]) ?? manager,
    broker,
    finance,
    approver,
    commissioner,
    secondCommissioner,
    providerAccount: (id) => accounts.find((one) => id !== undefined && one.providerId === id) ?? first,
  }
}
