import { ageOn } from '../core/calendar-date.ts'
import type { Tx } from '../platform/db.ts'
import type { PersonBar } from '../platform/http.ts'
import { actsFor } from '../platform/who.ts'
import { personTabs } from './navigation.ts'
import { barOf } from './store.ts'

/** Who the person is and the parts of their record, for the head of every page about them. Only tabs the reader may open. */
export async function personBar(tx: Tx, personId: string, path: string): Promise<PersonBar | null> {
  const bar = await barOf(tx, personId)
  if (bar === undefined) return null
  const root = `/people/${personId}`
  const acting = actsFor(tx.who, personId)
  const open = personTabs.flatMap(({ path: part, text, mine, roles }) => {
    if (tx.who.role === 'person') return mine === undefined ? [] : [{ path: part, text: acting ? text : mine }]
    return roles.includes(tx.who.role) ? [{ path: part, text }] : []
  })
  const under = open.filter(
    (tab) => path === root + tab.path || (tab.path !== '' && path.startsWith(`${root}${tab.path}/`)),
  )
  const here = under.sort((one, other) => other.path.length - one.path.length)[0]
  return {
    name: bar.legal_name,
    actsFor: acting ? bar.name : '',
    preferredName: bar.name === bar.legal_name ? '' : bar.name,
    born: bar.born_on,
    age: ageOn({ born: bar.born_on, on: bar.died_on ?? tx.today }),
    team: bar.team ?? '',
    area: bar.local_area ?? '',
    diedOn: bar.died_on,
    howToTalk: bar.how_to_talk ?? '',
    warnings: bar.restricted ? ['Restricted record'] : [],
    tabs: open.map((tab) => ({ href: root + tab.path, text: tab.text, active: tab === here })),
  }
}
