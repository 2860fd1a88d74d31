/**
 * How many cases each law of the allocation's invariants is tried on: 10,000 in `npm run test:full`. The table of the invariants is in
 * docs/allocation-laws.md.
 */
export const INVARIANT_RUNS = Number(process.env['INVARIANT_RUNS'] ?? process.env['PROPERTY_RUNS'] ?? 100)
