import { describe, expect, test } from 'vitest'
import { choicesInWords, placeInWords } from './choices-in-words.ts'
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
  expect(placeInWords('things to do in Crewe')).toEqual({ place: 'Crewe', rest: '' })
  expect(placeInWords('Swimming near alderley edge')).toEqual({ place: 'alderley edge', rest: 'swimming' })
  expect(placeInWords('Crewe')).toEqual({ place: 'Crewe', rest: '' })
  expect([placeInWords('painting'), placeInWords('a walk with a friend and a dog'), placeInWords('')]).toEqual([
    { place: 'painting', rest: '' },
    undefined,
    undefined,
  ])
})
