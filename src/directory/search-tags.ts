import {
  byWords,
  costChoices,
  dayChoices,
  farChoices,
  minutesAsked,
  needChoices,
  type SearchCriteria,
  searchAddress,
  settingChoices,
  tierChoices,
  timeChoices,
} from './search-criteria.ts'

/** One thing that was asked for, and the search without it. */
export interface SearchTag {
  readonly words: string
  readonly href: string
}

/** Everything that was asked for as tags to take off, one at a time. */
export function searchTags(criteria: SearchCriteria): SearchTag[] {
  const first = { ...criteria, page: 1 }
  const tags: SearchTag[] = []
  const add = (words: string | undefined, without: Partial<SearchCriteria>) => {
    if (words !== undefined && words !== '') tags.push({ words, href: searchAddress({ ...first, ...without }) })
  }
  const each = (
    name: 'days' | 'times' | 'needs' | 'tiers',
    choices: readonly { readonly code: string; readonly words: string }[],
  ) => {
    for (const code of criteria[name])
      add(choices.find((choice) => choice.code === code)?.words, {
        [name]: criteria[name].filter((other) => other !== code),
      })
  }
  if (criteria.what !== '') add(`“${criteria.what}”`, { what: '' })
  if (criteria.place !== '') {
    add(`Near ${criteria.place}`, { place: '', far: '10' })
    const far = farChoices.find(({ code }) => code === criteria.far)?.words
    if (criteria.far !== 'any')
      add(minutesAsked(criteria) === undefined ? far : `${far} ${byWords(criteria.by)}`, { far: 'any' })
  }
  each('days', dayChoices)
  each('times', timeChoices)
  if (criteria.cost !== 'any') add(costChoices.find(({ code }) => code === criteria.cost)?.words, { cost: 'any' })
  each('needs', needChoices)
  if (criteria.age !== null) add(`Age ${criteria.age}`, { age: null })
  if (criteria.setting !== 'any')
    add(settingChoices.find(({ code }) => code === criteria.setting)?.words, { setting: 'any' })
  each('tiers', tierChoices)
  return tags
}
