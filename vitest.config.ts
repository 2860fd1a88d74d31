import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'councils/**/*.test.ts'],
    exclude: ['test/journeys/**', 'node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    // One process runs many files: nothing is mocked, and the embedded database is costly to compile anew for each.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default'],
  },
})
