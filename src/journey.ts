/** The steps in the order a person meets them. A step may use the steps before it, never those after. */
export const journey = [
  'people',
  'directory',
  'market',
  'needs',
  'allocation',
  'charging',
  'planning',
  'brokerage',
  'delivery',
  'outcomes',
  'finance',
  'engagement',
  'strategy',
  'returns',
] as const

/** The name of a step: folder, address, database schema and command agree. */
export type StepName = (typeof journey)[number]
