import { expect, test } from 'vitest'
import { cutsOf } from './cuts.ts'

/** A query as it stands in a store, with its last words. */
const query = (end: string) => ['sql`select id from market.lot order by id ', end, '`'].join('')
const cuts = (path: string, text: string) => cutsOf({ path, text })
/** A value put into a query. */
const value = (name: string) => ['$', `{${name}}`].join('')

test('a list that is cut is found, in a query and in a view; not one that pages, nor the one latest', () => {
  expect(cuts('market/store.ts', query('limit 200'))).toEqual(['market/store.ts: 200'])
  expect(cuts('market/store.ts', query(`limit ${value('most')}`))).toEqual(['market/store.ts: most'])
  expect(cuts('market/store.ts', query('limit 1'))).toEqual([])
  expect(cuts('market/store.ts', query(`limit ${value('aPage')} offset ${value('from')}`))).toEqual([])
  expect(cuts('market/store.ts', query(`limit ${value('mostWaiting')}`))).toEqual([])
  expect(cuts('market/pages/a.view.ts', 'rows: found.slice(0, 50).map(row)')).toEqual([
    'market/pages/a.view.ts: slice 50',
  ])
  expect(cuts('market/pages/a.view.ts', 'text: on.slice(0, 4)')).toEqual([])
  expect(cuts('market/a.test.ts', query('limit 200'))).toEqual([])
})
