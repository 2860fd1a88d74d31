import { z } from 'zod'
import { readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { paths } from '../paths.ts'
import { askedWords, searchAddress, searchCriteria } from '../search-criteria.ts'
import { recordWish, searchPlace } from '../store.ts'
import { namesSomebody, wishOf } from '../wish.ts'

const policy = { roles: 'public', about: 'Say what is missing near you' } as const
const wishForm = z.object({
  words: textField('what you would like to do', { most: 200 }).refine(
    (words) => !namesSomebody(words),
    'Take out phone numbers, e-mail addresses and whole postcodes: we do not want to know who you are',
  ),
})

/** A wish for something that is not here, in somebody's own words. Who they are is not asked and not kept. */
export const wishPages: StepPages = async (app) => {
  app.get('/directory/wish', { config: { policy } }, async (request, reply) => {
    const criteria = readAddress(searchCriteria, request.query)
    const asked = askedWords({ ...criteria, what: '' })
    return reply.page('directory/pages/wish.njk', {
      typed: { words: criteria.what },
      asked,
      back: searchAddress(criteria),
    })
  })

  app.post('/directory/wish', { config: { policy } }, async (request, reply) => {
    const criteria = readAddress(searchCriteria, request.query)
    const form = readForm(wishForm, request.body)
    if (!form.ok) {
      const asked = askedWords({ ...criteria, what: '' })
      return reply.page('directory/pages/wish.njk', { asked, back: searchAddress(criteria), ...form }, 400)
    }
    await request.tx(async (tx) => {
      const { area = null } = criteria.place === '' ? {} : await searchPlace(tx, criteria.place)
      const wish = wishOf(criteria, { words: form.value.words, localArea: area, sent: true })
      if (wish !== undefined) await recordWish(tx, wish)
    })
    return reply.done(paths.search(), 'Thank you. The council will see that this is missing')
  })
}
