import { defineConfig } from 'vitest/config'

// The walk over every page as every role takes long: `npm run test:pages` runs it alone.
const everyPage = 'test/journeys/every-page.test.ts'
const alone = process.env['EVERY_PAGE'] === '1'

export default defineConfig({
  test: {
    include: alone ? [everyPage] : ['test/journeys/**/*.test.ts'],
    exclude: alone ? [] : [everyPage],
    pool: 'forks',
    // One at a time: two beside each other, of which one works scenarios out, kept a page of the other waiting for a minute.
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 300_000,
    globalSetup: ['test/journeys/global-set-up.ts'],
  },
})
