import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Borough, openBorough } from './borough.ts'

let borough: Borough
beforeAll(async () => {
  borough = await openBorough()
})
afterAll(() => borough?.close())
const get = (path: string) => fetch(`${borough.address()}${path}`)

describe('a borough that was just made up', () => {
  test.each(['/', '/directory', '/sign-in', '/health', '/ready', '/api'])('%s answers everybody', async (path) => {
    expect((await get(path)).status).toBe(200)
  })

  test('its public pages say that the people are made up, and are kept by nobody else', async () => {
    const page = await get('/directory')
    expect(await page.text()).toContain('Synthetic demonstration data')
    expect(page.headers.get('content-security-policy')).toMatch(/script-src [^;]*'nonce-/)
  })

  test('its directory stands in the open format, page by page', async () => {
    const first = (await (await get('/api/open-referral/services?per_page=5')).json()) as {
      total_items: number
      contents: { id: string; name: string }[]
    }
    expect(first.total_items).toBeGreaterThan(20)
    expect(first.contents).toHaveLength(5)
    const [one] = first.contents
    const service = (await (await get(`/api/open-referral/services/${one?.id}`)).json()) as { name: string }
    expect(service.name).toBe(one?.name)
  })

  test('a page of a person is for those who sign in', async () => {
    const answer = await fetch(`${borough.address()}/people`, { redirect: 'manual' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toContain('/sign-in')
  })
})
