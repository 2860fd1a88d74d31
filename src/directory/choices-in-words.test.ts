import { describe, expect, test } from 'vitest'
import { choicesInWords, placesInWords } from './choices-in-words.ts'
import { searchAddress, searchCriteria } from './search-criteria.ts'

describe('words that are a choice beside the list', () => {
  const meant = (what: string) => {
    const found = choicesInWords(searchCriteria.parse({ what }))
    return found === undefined ? undefined : decodeURIComponent(searchAddress(found))
  }

  test('are chosen, and the other words stay', () => {
    expect(meant('free')).toBe('/directory?cost=free')
    expect(meant('step free')).toBe('/directory?needs=step_free')
    expect(meant('Something free for my carer on Saturdays')).toBe('/directory?days=6&cost=free&needs=carer_welcome')
    expect(meant('choir, weekend evenings, wheelchair')).toBe(
      '/directory?what=choir&days=6&days=7&times=evening&needs=wheelchair',
    )
    expect(meant('online bingo')).toBe('/directory?what=bingo&setting=online')
    expect(meant('BSL')).toBe('/directory?needs=communication')
    expect(meant('Art, British Sign Language')).toBe('/directory?what=art&needs=communication')
    expect(meant('makaton choir')).toBe('/directory?what=choir&needs=communication')
  })

  test('are nothing where no word chooses, or where “or” joins searches', () => {
    expect([meant('choir'), meant('freedom'), meant(''), meant('free or choir')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})

test('a place may end the words or be all of them', () => {
  const exact = (what: string) => placesInWords(what, { loose: false })
  expect(exact('things to do in Crewe')).toEqual([{ place: 'Crewe', rest: '' }])
  expect(exact('Swimming near alderley edge')).toEqual([{ place: 'alderley edge', rest: 'swimming' }])
  expect(exact('Crewe')).toEqual([{ place: 'Crewe', rest: '' }])
  expect([exact('painting'), exact('a walk with a friend and a dog'), exact('')]).toEqual([
    [{ place: 'painting', rest: '' }],
    [],
    [],
  ])
})

test('where not all words are found, the last two or the last may be a place without “in”', () => {
  expect(placesInWords('Lunch club for my mum Alderley Edge', { loose: true })).toEqual([
    { place: 'alderley edge', rest: 'lunch club mum' },
    { place: 'edge', rest: 'lunch club mum alderley' },
  ])
  expect(placesInWords('yoga nantwich', { loose: true })).toEqual([
    { place: 'yoga nantwich', rest: '' },
    { place: 'nantwich', rest: 'yoga' },
  ])
  expect(placesInWords('nantwich', { loose: true })).toEqual([{ place: 'nantwich', rest: '' }])
})
