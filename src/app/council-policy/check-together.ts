import { includes } from '../../core/period.ts'
import type { Loaded } from './council-policy.ts'
import { outsideFramework, type PolicyKey, type ValueOf } from './policy-keys.ts'
import type { DatedValue, Finding } from './policy-value.ts'

type Versions<Key extends PolicyKey> = { dated: DatedValue; value: ValueOf<Key>; at: number }[]

const meet = (one: DatedValue, other: DatedValue) =>
  (other.until === undefined || one.from <= other.until) && (one.until === undefined || other.from <= one.until)

/**
 * What values of a council say of each other, each checked by itself before: a price, a pay rule, a team or a phase of a
 * roll-out names only lots and areas that are in force on its days; every lot is paid for when somebody comes; the least
 * of two prices is not above the most; a bank holiday is a day of the year it is entered for.
 */
export function checkTogether(loaded: ReadonlyMap<string, Loaded>): Finding[] {
  const findings: Finding[] = []
  const versions = <Key extends PolicyKey>(key: Key): Versions<Key> =>
    (loaded.get(key)?.dated ?? []).map((dated, at) => ({ dated, value: dated.value as ValueOf<Key>, at }))
  const say = (key: PolicyKey, at: number, path: string, fault: string) =>
    findings.push({ file: loaded.get(key)?.file ?? '', field: `${key}.dated[${at}].value${path}`, fault })
  /** The names in every version of a list that is in force while a value is. */
  const known = <Key extends PolicyKey>(key: Key, dated: DatedValue, names: (value: ValueOf<Key>) => string[]) =>
    versions(key)
      .filter((list) => meet(list.dated, dated))
      .map((list) => new Set(names(list.value)))
  const unknown = (lists: readonly Set<string>[], name: string) => lists.some((list) => !list.has(name))
  const lotsOn = (dated: DatedValue) => known('lots', dated, (lots) => lots.map(({ code }) => code))
  const areasOn = (dated: DatedValue) => known('localities.areas', dated, (areas) => areas.map(({ name }) => name))

  for (const { dated, value, at } of versions('prices.list'))
    value.forEach(({ lot }, row) => {
      if (unknown(lotsOn(dated), lot))
        say('prices.list', at, `.${row}.lot`, `names the lot ${lot}, which is not in lots`)
    })
  for (const { dated, value, at } of versions('payRules')) {
    value.forEach(({ lots }, row) => {
      for (const lot of lots)
        if (lot !== outsideFramework && unknown(lotsOn(dated), lot))
          say('payRules', at, `.${row}.lots`, `names the lot ${lot}, which is not in lots`)
    })
    const paid = new Set(value.filter(({ reason }) => reason === 'attended').flatMap(({ lots }) => lots))
    for (const lot of new Set(lotsOn(dated).flatMap((list) => [...list])))
      if (!paid.has(lot)) say('payRules', at, '', `says nothing of what is paid in the lot ${lot} when somebody came`)
  }
  for (const { dated, value, at } of versions('localities.teams'))
    value.forEach(({ areas, towns = [] }, row) => {
      for (const area of areas)
        if (unknown(areasOn(dated), area))
          say('localities.teams', at, `.${row}.areas`, `names the area ${area}, which is not in localities.areas`)
      const there = known('localities.areas', dated, (all) =>
        all.filter(({ name }) => areas.includes(name)).flatMap((area) => area.towns.map(({ name }) => name)),
      )
      for (const town of towns)
        if (unknown(there, town))
          say('localities.teams', at, `.${row}.towns`, `names ${town}, which is in none of its areas`)
    })
  for (const { dated, value, at } of versions('rollout.steps'))
    value.forEach(({ areas }, row) => {
      for (const area of areas === 'everywhere' ? [] : areas)
        if (unknown(areasOn(dated), area))
          say('rollout.steps', at, `.${row}.areas`, `names the area ${area}, which is not in localities.areas`)
    })
  for (const { dated, value, at } of versions('tiers.specialistDayLeastPence'))
    if (versions('tiers.specialistDayMostPence').some((most) => meet(most.dated, dated) && most.value < value))
      say('tiers.specialistDayLeastPence', at, '', 'is above tiers.specialistDayMostPence')
  for (const { dated, value, at } of versions('calendar.bankHolidays'))
    value.forEach((date, row) => {
      if (!includes(dated, date)) say('calendar.bankHolidays', at, `.${row}`, `${date} is not a day of this entry`)
    })
  return findings
}
