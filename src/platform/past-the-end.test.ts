import { expect, test } from 'vitest'
import { pagerOf } from '../core/list-page.ts'
import { pastTheEnd } from './past-the-end.ts'

const at = (page: number, all: number) => pagerOf({ page, all, perPage: 50, href: '/list?words=a&page=' })

test('a page past the end of a list leads to its last page, or to the first of an empty one', () => {
  expect(pastTheEnd({ title: 'List', pager: at(9, 120) })).toBe('/list?words=a&page=3')
  expect(pastTheEnd({ title: 'List', list: { pager: at(2, 0) }, none: null })).toBe('/list?words=a&page=1')
})
test('a page that is there stays, also the first of an empty list', () => {
  for (const [page, all] of [
    [1, 0],
    [1, 50],
    [3, 120],
  ] as const)
    expect(pastTheEnd({ pager: at(page, all), rows: [{ page: 9, pages: 1 }] })).toBeUndefined()
  expect(pastTheEnd({ pager: { page: 1, pages: 0, href: '/list?page=' } })).toBeUndefined()
})
