import { clockTime, longDate, weekdayName } from '../../core/calendar-date.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { type PlaceAtLeaving, placesAtLeaving } from '../store.ts'

/** Who has a place with a provider that leaves the framework, so that each is placed elsewhere in time. */
export const leavingPages: StepPages = async (app) => {
  const policy = {
    roles: ['broker', 'practitioner', 'team_manager'],
    about: 'Who needs another place because a provider leaves',
  } as const
  app.get(paths.leaving(), { config: { policy } }, async (request, reply) => {
    const places = await request.tx((tx) => placesAtLeaving(tx))
    return reply.page('brokerage/pages/leaving.njk', leavingView(places))
  })
}

/** One table for each provider that leaves, one line for each place. */
function leavingView(places: readonly PlaceAtLeaving[]) {
  const providers = [...new Set(places.map(({ providerId }) => providerId))]
  return {
    title: 'Providers that leave',
    providers: providers.flatMap((providerId) => {
      const own = places.filter((one) => one.providerId === providerId)
      const [first] = own
      if (first === undefined) return []
      return [
        {
          caption: `${first.provider}: last day ${longDate(first.lastDay)}`,
          stacked: true,
          head: [{ text: 'Person' }, { text: 'Session' }, { text: 'When' }],
          rows: own.map((one) => ({
            cells: [
              { text: one.personName, href: paths.places(one.personId) },
              { text: one.title },
              { text: `${weekdayName(one.weekday)} ${clockTime(one.startMinute)} to ${clockTime(one.endMinute)}` },
            ],
          })),
        },
      ]
    }),
  }
}
