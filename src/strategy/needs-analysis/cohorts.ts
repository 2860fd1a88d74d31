/** Who a needs analysis asks about: the groups that the strategy paper names, and young people who come from EHC plans. */
export const cohorts = {
  learning_disability: 'Learning disability and autism',
  mental_health: 'Mental health',
  physical_sensory: 'Physical and sensory',
  older_dementia: 'Older people and dementia',
  carers: 'Carers',
  transition: 'Young people with an EHC plan',
} as const
export type Cohort = keyof typeof cohorts
export const cohortNames = Object.keys(cohorts) as Cohort[]

export const sexes = ['female', 'male', 'all'] as const
export type Sex = (typeof sexes)[number]

/** How sure a number is: read in its own source for this place, or not; what is not is an assumption and is called so. */
export const evidences = ['verified', 'unverified'] as const
export type Evidence = (typeof evidences)[number]

/** Ages from and to, both included; no end means and over. */
export interface Band {
  readonly from: number
  readonly to: number | null
}

/** "18 to 64", "85 and over". */
export const bandWords = ({ from, to }: Band) => (to === null ? `${from} and over` : `${from} to ${to}`)
