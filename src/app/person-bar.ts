import { ageOn } from '../core/calendar-date.ts'
import type { Tx } from '../platform/db.ts'
import type { PersonBar } from '../platform/http.ts'
import { actsFor } from '../platform/who.ts'
import { personTabs } from './navigation.ts'
import { barOf } from './store.ts'

/** The parts of a person's record that the reader may open, with the one they are in. */
function tabsOf({ who }: Tx, { personId, path }: { personId: string; path: string }): PersonBar['tabs'] {
  const root = `/people/${personId}`
  const acting = actsFor(who, personId)
  const open = personTabs.flatMap(({ path: part, text, mine, roles }) => {
    if (who.role === 'person') return mine === undefined ? [] : [{ path: part, text: acting ? text : mine }]
    return roles.includes(who.role) ? [{ path: part, text }] : []
  })
  const under = open.filter(
    (tab) => path === root + tab.path || (tab.path !== '' && path.startsWith(`${root}${tab.path}/`)),
  )
  const here = under.sort((one, other) => other.path.length - one.path.length)[0]
  return open.map((tab) => ({ href: root + tab.path, text: tab.text, active: tab === here }))
}

/**
 * Who the person is and the parts of their record, for the head of every page about them. Only tabs the reader may open.
 * `plain`: the public head shows staff nothing, the person the tabs alone, and whoever acts for them whom they act for: who
 * the person is is asked only for these last.
 */
export async function personBar(
  tx: Tx,
  about: { personId: string; path: string; plain: boolean },
): Promise<PersonBar | null> {
  if (about.plain && tx.who.role !== 'person') return null
  const tabs = tabsOf(tx, about)
  const acting = actsFor(tx.who, about.personId)
  if (about.plain && !acting) return { name: '', actsFor: '', tabs }
  const bar = await barOf(tx, about.personId)
  if (bar === undefined) return null
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
    tabs,
  }
}
