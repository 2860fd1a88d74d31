/** The kinds of income that may come in for a couple together; the other kinds are paid to one person. */
export const mayBeJoint: ReadonlySet<string> = new Set([
  'state_pension',
  'private_pension',
  'pension_credit',
  'universal_credit',
  'employment_and_support_allowance',
  'other_counted',
  'other_left_out',
])
