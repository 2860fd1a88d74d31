import { addDays } from '../../core/calendar-date.ts'
import { sharesOfAWorker } from '../../directory/index.ts'
import type { Making } from './planning.ts'
import { put } from './settings.ts'
import type { Supply } from './supply.ts'

/** Two rooms in each building of the council's own service, its sessions in them, and a rota that gives what is on sale. */
export function capacityRows({ tables, staff, settings, id }: Making, supply: Supply): void {
  const by = { recorded_by: staff.commissioner.id, from_date: addDays(settings.today, -365) }
  const onSale = new Map<string, number>()
  for (const row of tables.get('directory.capacity') ?? [])
    onSale.set(`${String(row['session_id'])} ${String(row['resource'])}`, Number(row['amount']))
  for (const site of supply.sites.filter(({ organisationId }) => organisationId === supply.inHouse.organisationId)) {
    const sessions = supply.sessions.filter(({ siteId }) => siteId === site.id)
    const most = (kind: string) =>
      Math.max(0, ...sessions.filter((one) => one.kind === kind).map((one) => onSale.get(`${one.id} place`) ?? 0))
    const rooms = [
      { kind: 'own_day', name: 'Big room', things: { hoists: 0, changing_places: 0, wheelchair_spaces: 4 } },
      { kind: 'own_complex', name: 'Quiet room', things: { hoists: 2, changing_places: 2, wheelchair_spaces: 4 } },
    ].filter(({ kind }) => most(kind) > 0)
    for (const { kind, name, things } of rooms) {
      const room = id(`room ${site.id} ${kind}`)
      const places = most(kind)
      put(tables, 'market.room', {
        id: room,
        site_id: site.id,
        name,
        places,
        distanced_places: Math.floor(places / 2),
        ...things,
        ...by,
      })
      for (const session of sessions.filter((one) => one.kind === kind)) {
        put(tables, 'market.session_room', { id: id(`in ${session.id}`), session_id: session.id, room_id: room, ...by })
        put(tables, 'market.roster', {
          id: id(`rota ${session.id}`),
          session_id: session.id,
          workers: Math.floor((onSale.get(`${session.id} staff`) ?? 0) / sharesOfAWorker),
          ...by,
        })
      }
    }
  }
}
