import type { CalendarDate } from '../core/calendar-date.ts'
import { type Configuration, configurationFrom } from './configuration.ts'
import type { CouncilPolicy } from './council-policy/council-policy.ts'
import { loadCouncil } from './council-policy/store.ts'

/** One of the numbers that Ofcom keeps free for drama. */
const DEMO_PHONE = '0808 157 0123'

/** Whose pages and papers these are: a trial never bears a council's name. */
export const councilShown = (
  { demo, phone }: Pick<Configuration, 'demo' | 'phone'>,
  { card }: Pick<CouncilPolicy, 'card'>,
): { readonly name: string; readonly phone: string } =>
  demo ? { name: 'Demonstration borough', phone: DEMO_PHONE } : { name: card.name, phone }

/** The same for papers that a command makes, without a server. */
export function paperCouncil(): { readonly demo: boolean; readonly council: ReturnType<typeof councilShown> } {
  const set = configurationFrom(process.env)
  return { demo: set.demo, council: councilShown(set, councilInUse()) }
}

let council: CouncilPolicy | undefined

/** The policy of the council that Daywell is set up for, from its folder; read once, on first use. */
export function councilInUse(): CouncilPolicy {
  council ??= loadCouncil(configurationFrom(process.env).council)
  return council
}

/** The names of the council's areas on a day, from its own data. */
export const areasOfCouncil = (on: CalendarDate): string[] =>
  councilInUse()
    .value('localities.areas', on)
    .map(({ name }) => name)
