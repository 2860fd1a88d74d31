import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: [
      { find: /^fast-check$/, replacement: fileURLToPath(new URL('test/support/fast-check.ts', import.meta.url)) },
    ],
  },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'councils/**/*.test.ts'],
    exclude: ['test/journeys/**', 'node_modules/**'],
    pool: 'forks',
    // Two processes run all files: what they import is loaded once in each, and each file lays its own hooks.
    isolate: false,
    setupFiles: ['test/support/each-file.ts'],
    // What they import is translated once for all runs.
    experimental: { fsModuleCache: true },
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default'],
  },
})
