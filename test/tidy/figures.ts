import type { nationalAmounts } from '../../src/charging/national-amounts.ts'

/** What an amount set by law does not say: where it is enacted, and where its value was seen. */
export const citationFaults = ({ key, citation, values }: (typeof nationalAmounts)[number]): string[] => [
  ...(citation.length > 5 ? [] : [`${key} has no citation`]),
  ...values
    .filter(({ evidence, seenIn }) => (evidence === 'primary' || evidence === 'secondary') && seenIn.length === 0)
    .map(({ from }) => `${key} from ${from} was seen nowhere`),
]
