import { incomeKind, incomeKinds } from '../income-kinds.ts'

/** The kinds of income the form has a box for, with the name of the box. */
export const incomeFields = incomeKinds.map((kind) => ({ kind, id: `income-${kind}`, ...incomeKind(kind) }))
