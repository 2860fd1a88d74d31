import { defineConfig } from 'vitest/config'

// The walk over every page as every role takes long: `npm run test:pages` runs it alone.
const everyPage = 'test/journeys/every-page.test.ts'
const alone = process.env['EVERY_PAGE'] === '1'

export default defineConfig({
  test: {
    include: alone ? [everyPage] : ['test/journeys/**/*.test.ts'],
    exclude: alone ? [] : [everyPage],
    pool: 'forks',
    // A story waits for its pages most of the time: two go on beside each other, each with a borough and a server of its own.
    maxWorkers: alone ? 1 : 2,
    fileParallelism: !alone,
    testTimeout: 600_000,
    hookTimeout: 300_000,
    globalSetup: ['test/journeys/global-set-up.ts'],
  },
})
