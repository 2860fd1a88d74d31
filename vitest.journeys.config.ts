import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// The walk over every page as every role takes long: `npm run test:pages` runs it alone.
const everyPage = 'test/journeys/every-page.test.ts'
// Works scenarios out on both cores: beside it a page of another story may wait for a minute.
const alone = ['test/journeys/report.test.ts']
const longest = 'test/journeys/whole-journey.test.ts'

/** The longest story first, so that no core waits for it at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted].sort(
      (one, other) => Number(other.moduleId.endsWith(longest)) - Number(one.moduleId.endsWith(longest)),
    )
  }
}

const stories = (name: string, order: number, include: string[], exclude: string[], atOnce: number) => ({
  test: {
    ...{ name, include, exclude, maxWorkers: atOnce, pool: 'forks' as const, sequence: { groupOrder: order } },
    ...{ testTimeout: 600_000, hookTimeout: 300_000 },
  },
})

export default defineConfig({
  test: {
    globalSetup: ['test/journeys/global-set-up.ts'],
    sequence: { sequencer: LongestFirst },
    projects:
      process.env['EVERY_PAGE'] === '1'
        ? [stories('every page', 0, [everyPage], [], 1)]
        : [
            stories('two at a time', 0, ['test/journeys/**/*.test.ts'], [everyPage, ...alone], 2),
            stories('alone', 1, alone, [], 1),
          ],
  },
})
