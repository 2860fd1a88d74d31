/**
 * Runs a measurement: `npm run bench -- NAME [--quick]`. Each prints one JSON object a line; what it compares must give
 * equal answers, and the bench checks that it does.
 */
export interface BenchLine {
  readonly bench: string
  readonly n: number
  readonly unit: string
  readonly value: number
  readonly peer?: string
  readonly peerValue?: number
  /** Above 1: faster than the peer. */
  readonly ratio?: number
  readonly ratioToLimit?: number
  readonly checks: string
  readonly [more: string]: unknown
}

export interface BenchOptions {
  readonly quick: boolean
  report(line: BenchLine): void
}

const benches: Record<string, () => Promise<{ run(options: BenchOptions): Promise<boolean> }>> = {
  'web/pages': () => import('./web-pages.ts'),
  'directory/search': () => import('./directory-search.ts'),
  'allocation/calibrate': () => import('./allocation-calibrate.ts'),
  'allocation/compare': () => import('./allocation-compare.ts'),
  'strategy/key-facts': () => import('./strategy-key-facts.ts'),
  'rules/population': () => import('./population.ts'),
  'allocation/quote': async () => ({ run: (await import('./one-person.ts')).runQuote }),
  'charging/assess': async () => ({ run: (await import('./one-person.ts')).runAssess }),
  'strategy/england': () => import('./strategy-england.ts'),
  'strategy/simulation': () => import('./strategy-simulation.ts'),
  'import/feed': () => import('./import-feed.ts'),
  ...Object.fromEntries(
    ['people', 'needs', 'providers', 'opportunities', 'sessions', 'charges', 'attendance'].map((kind) => [
      `import/${kind}`,
      async () => (await import('./import-files.ts')).importBench(kind),
    ]),
  ),
}

const [name = '', ...words] = process.argv.slice(2)
const load = benches[name]
if (load === undefined) {
  process.stdout.write(`Usage: npm run bench -- NAME [--quick]\nNames: ${Object.keys(benches).join(', ')}\n`)
  process.exitCode = 2
} else {
  const { run } = await load()
  const ok = await run({
    quick: words.includes('--quick'),
    report: (line) => void process.stdout.write(`${JSON.stringify(line)}\n`),
  })
  process.exitCode = ok ? 0 : 1
}
