import { expect, test } from 'vitest'
import { allowedMethods, readableAddress } from './allowed-methods.ts'

const routes = [
  { method: 'GET', url: '/' },
  { method: 'GET', url: '/list' },
  { method: 'POST', url: '/list' },
  { method: 'GET', url: '/list/:id.csv' },
  { method: 'GET', url: '/feed/things/:id' },
  { method: 'OPTIONS', url: '/feed/*' },
]

test('an address says which methods it answers, and one that nothing has says none', () => {
  expect(allowedMethods(routes, '/')).toEqual(['GET', 'HEAD'])
  expect(allowedMethods(routes, '/list')).toEqual(['GET', 'HEAD', 'POST'])
  expect(allowedMethods(routes, '/list/')).toEqual(['GET', 'HEAD', 'POST'])
  expect(allowedMethods(routes, '/list/a.csv')).toEqual(['GET', 'HEAD'])
  expect(allowedMethods(routes, '/feed/things/1')).toEqual(['GET', 'HEAD', 'OPTIONS'])
  for (const path of ['/nothing', '/list/axcsv', '/feed/nothing', '/feed/things/1/2', ''])
    expect([path, allowedMethods(routes, path)]).toEqual([path, path === '' ? ['GET', 'HEAD'] : []])
})

test('a percent sign that stands for nothing stands for itself; what can be read stays as it is', () => {
  expect(readableAddress('/a%20b?c=%zz')).toBe('/a%20b?c=%zz')
  expect(readableAddress('/%zz?c=1?d')).toBe('/%25zz?c=1?d')
  expect(readableAddress('/%ff')).toBe('/%25ff')
})
