import type { LocalPolicy } from './local-policy.ts'

/** No local switch at all: the national rules alone. */
export const nationalRulesOnly: LocalPolicy = {}
