import { expect, test } from 'vitest'
import { testClock } from '../../test/support/databases.ts'
import { allCommands, runCommand } from './run-command.ts'

async function run(words: string[]) {
  const lines: string[] = []
  const exit = await runCommand(words, {
    folder: '.',
    input: async () => '',
    clock: testClock,
    production: false,
    db: () => Promise.reject(new Error('this command needs no database to refuse')),
    print: (line) => void lines.push(line),
    progress: () => {},
  })
  return { exit, text: lines.join('\n') }
}

test.each([
  [['people', 'import', 'nowhere.csv'], 'nowhere.csv'],
  [['people', 'import', 'src'], 'src'],
  [['needs', 'eligibility', 'nowhere.json'], 'nowhere.json'],
  [['delivery', 'mark', 'nowhere.json'], 'nowhere.json'],
])('a file that cannot be read is said in a sentence: %s', async (words, name) => {
  expect(await run(words)).toEqual({
    exit: 1,
    text: `The file ${name} cannot be read. Check its name and that you may open it.`,
  })
})

test('a flag that a command does not have is refused before anything runs', async () => {
  const { exit, text } = await run(['strategy', 'simulate', 'nowhere.json', '--drawz', '20'])
  expect([exit, text]).toEqual([2, expect.stringContaining('This command has no --drawz.')])
})

test.each([
  ['--on', 'market prices --on 2026-02-30'],
  ['--on', 'market prices --on'],
  ['--on', 'charging run people.csv --on=tomorrow'],
  ['--on', 'charging amounts list --on 6/4/2026'],
  ['--from', 'charging amounts add premium.carer'],
  ['--from', 'planning limit-give tom 20000 --why Cover --from 2026-13-01'],
  ['--from', 'allocation relief 100 50 --years 3 --from soon'],
  ['The day', 'delivery register 2026-02-30'],
])('a day that is none is said in one way, %s: daywell %s', async (named, words) => {
  const { exit, text } = await run(words.split(' '))
  expect([exit, text.split('\n')[0]]).toEqual([2, `${named} must be a real day, like 2026-04-06`])
})

test('a role that there is not is named with those there are', async () => {
  const { exit, text } = await run(['account', 'add', 'ann', 'manager', '--name', 'Ann'])
  expect([exit, text]).toEqual([
    2,
    expect.stringContaining('“manager” is not a role: give one of practitioner, team_manager'),
  ])
})

test('what is not known is named before the list; a step alone, or asked for help, has nothing wrong to name', async () => {
  const { exit, text } = await run(['audit', 'verfy'])
  expect([exit, text]).toEqual([
    2,
    expect.stringMatching(/^There is no command "audit verfy"\.\n\nUsage: [\s\S]*audit verify/),
  ])
  expect(text).not.toContain('daywell people')
  for (const word of ['help', '-h', '--help']) expect((await run([word])).text).toMatch(/^Usage: daywell STEP/)
  expect((await run(['audti', 'verify'])).text).toMatch(/^There is no step "audti"\.\n\nUsage: [\s\S]*audit verify/)
  for (const words of [['audit'], ['audit', '--help']])
    expect(await run(words)).toEqual({ exit: 2, text: expect.stringMatching(/^Usage: /) })
})

test('the list names the program once before each command', async () => {
  const { text } = await run([])
  expect(text).not.toContain('daywell daywell')
  expect(text.split('\n').filter((line) => line.startsWith('  daywell '))).toHaveLength(allCommands().length)
})
