import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'

test('every page ends with the way to what is recorded, which anybody may read', async () => {
  const app = await testApp()
  for (const [who, url] of [
    [app.stranger(), '/'],
    [await app.as('broker'), '/home'],
  ] as const)
    expect((await who.get(url)).body, url).toMatch(/<footer[\s\S]*href="\/about#recorded"/)
  const { status, body } = await app.stranger().get('/about')
  expect(status).toBe(200)
  for (const part of ['accessibility', 'recorded', 'cookies', 'ask-us']) expect(body).toContain(`id="${part}"`)
  expect(body).toContain('wiped 28 days after the date')
})

test('the page of cookies has as many rows as the program sets cookies, each no longer kept than it says', async () => {
  const { web, ...app } = await testApp()
  const form = await web.inject({ method: 'GET', url: '/sign-in' })
  expect(form.cookies.map(({ name, maxAge }) => [name, maxAge])).toEqual([['_csrf', undefined]])
  const { body } = await app.stranger().get('/about')
  expect(body.match(/<th scope="row"/g)?.length).toBe(4)
  expect(body).toContain('until you close the browser')
})
