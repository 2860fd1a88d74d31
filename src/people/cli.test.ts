import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { who } from '../../test/support/who.ts'
import type { CommandContext } from '../platform/command.ts'
import { commands } from './cli.ts'
import { teamsAround } from './store.ts'

const teamAdd = commands(() => ['Crewe', 'Poynton']).find(({ name }) => name === 'team-add')

onBothDatabases('a team that is set up by command', (open) => {
  test('stands in an area of the council; of any other nothing is kept, and the areas are named', async () => {
    const db = await open()
    const run = (name: string, flags: CommandContext['flags']) =>
      teamAdd?.run({ args: [name], flags, db: async () => db, who: who('administrator') } as unknown as CommandContext)
    expect(await run('Crewe team', { area: 'Crew' })).toEqual({
      exit: 1,
      json: { refused: 'area_not_known', areas: ['Crewe', 'Poynton'] },
      text: 'The council has no area named Crew. Name one of: Crewe, Poynton',
    })
    expect(await run('Crewe team', {})).toMatchObject({ exit: 2 })
    expect(await run('Crewe team', { area: true })).toMatchObject({ exit: 2 })
    expect(await db.transaction(who('administrator'), teamsAround)).toEqual([])
    expect(await run('Crewe team', { area: ' Crewe ' })).toMatchObject({ exit: 0 })
    expect(await run('Crewe team', { area: 'Crewe' })).toMatchObject({ exit: 1, json: { refused: 'team_name_once' } })
  })
})
