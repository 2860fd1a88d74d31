/** Why somebody is supported, in the words of Client Level Data's main groups. */
export const reasons = [
  'learning_disability',
  'memory_and_cognition',
  'physical',
  'sensory',
  'social',
  'mental_health',
] as const
export type Reason = (typeof reasons)[number]

/** Ages as the key facts have them. `from` is the first birthday in the band, `until` the first after it. */
export const ageBands = [
  { name: '18 to 24', from: 18, until: 25 },
  { name: '25 to 34', from: 25, until: 35 },
  { name: '35 to 44', from: 35, until: 45 },
  { name: '45 to 54', from: 45, until: 55 },
  { name: '55 to 64', from: 55, until: 65 },
  { name: '65 to 74', from: 65, until: 75 },
  { name: '75 to 84', from: 75, until: 85 },
  { name: '85 and over', from: 85, until: 100 },
] as const
export const ageBandNames = [
  '18 to 24',
  '25 to 34',
  '35 to 44',
  '45 to 54',
  '55 to 64',
  '65 to 74',
  '75 to 84',
  '85 and over',
] as const
export type AgeBand = (typeof ageBandNames)[number]
/** The first band that counts as older: 65 and over. */
export const FIRST_OLDER_BAND = 5

export const sexes = ['female', 'male'] as const
export type Sex = (typeof sexes)[number]

/** How much support somebody needs. */
export const needs = ['lower', 'medium', 'higher'] as const
export type Need = (typeof needs)[number]

/** Why somebody begins to use day opportunities. */
export const causes = ['ageing', 'transition', 'diagnosis', 'carer_breakdown'] as const
export type Cause = (typeof causes)[number]

/** `asNow`: today's places go on, nothing changes. `scenario`: what the scenario says. Chance is the same in both. */
const arms = ['asNow', 'scenario'] as const
export type Arm = (typeof arms)[number]

/**
 * What somebody has in a month. `inHouse` and `outside` are places as today. Tier 3 is first `enabling`, then a `card`.
 * `independent`: enablement did all that was needed, and the person is counted on. `job`: in paid work, with less support.
 */
export const states = [
  'inHouse',
  'outside',
  'tier1InHouse',
  'tier1Outside',
  'tier2Alone',
  'tier2Shared',
  'enabling',
  'card',
  'independent',
  'job',
] as const
export type State = (typeof states)[number]
export const stateNumber = Object.fromEntries(states.map((state, at) => [state, at])) as Record<State, number>

/** How those who are here on the first day move to a tier. Whoever begins later enters by the mix in each of them. */
export const phasings = ['at_review', 'year_one', 'new_only'] as const
