import { createRequire } from 'node:module'

/**
 * What tests get when they ask for fast-check: the same library, with one starting number for all its drawings, so that the same code
 * gives the same answer on every computer. `PROPERTY_SEED` takes another number (`random`: a new one each time), and `PROPERTY_RUNS`
 * the cases of every law that does not name a count of its own.
 */
const library = createRequire(import.meta.url)('fast-check') as typeof import('fast-check')

const wanted = process.env['PROPERTY_SEED'] ?? '1'
library.configureGlobal({
  ...(wanted === 'random' ? {} : { seed: Number(wanted) }),
  numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100),
})

export default library.default
