import type { Command } from '../../platform/command.ts'
import { job } from '../../platform/who.ts'
import { loadCouncil } from '../council-policy/store.ts'
import { isEmpty } from '../store.ts'
import { loadDemo, usualBorough } from './load-demo.ts'

const wholeNumber = (text: string | true | undefined, usual: number, most: number): number | undefined => {
  if (text === undefined) return usual
  const number = typeof text === 'string' && /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN
  return number >= 1 && number <= most ? number : undefined
}

const load: Command = {
  step: 'demo',
  name: 'load',
  summary: 'Fills an empty database with a made-up borough; never in production mode',
  usage:
    'demo load [--people 499] [--seed 7] [--weeks-back 52, or 4 for another size] [--weeks-ahead 26, or 12] [--json]',
  run: async ({ flags, db, production, progress, print }) => {
    if (production) return { exit: 1, text: 'There is no demo borough in production mode.' }
    const opened = await db()
    if (!(await opened.transaction(job('demo load'), isEmpty)))
      return { exit: 1, text: 'There are people in this database. A demo borough is loaded into an empty one only.' }
    const policy = loadCouncil('cheshire-east')
    const usual = usualBorough(policy, opened)
    const people = wholeNumber(flags['people'], usual.people, 1_000_000)
    const seed = wholeNumber(flags['seed'], usual.seed, 9_999_999)
    const big = people !== usual.people
    const weeksBack = wholeNumber(flags['weeks-back'], big ? 4 : usual.weeksBack, 104)
    const weeksAhead = wholeNumber(flags['weeks-ahead'], big ? 12 : usual.weeksAhead, 52)
    if (people === undefined || seed === undefined || weeksBack === undefined || weeksAhead === undefined)
      return {
        exit: 2,
        text: 'Give whole numbers: --people to 1000000, --seed, --weeks-back to 104, --weeks-ahead to 52.',
      }
    const exactSpend = !big && weeksBack === usual.weeksBack
    const began = performance.now()
    const loaded = await loadDemo(
      opened,
      policy,
      { ...usual, people, seed, weeksBack, weeksAhead, exactSpend },
      progress,
    )
    const seconds = Math.round((performance.now() - began) / 1000)
    if (flags['json'] === undefined)
      print(`${people} made-up people are loaded, in ${seconds} seconds. None of them is real.`)
    return {
      exit: 0,
      json: { ...loaded, seconds },
      text: [
        'Sign in as:',
        ...loaded.accounts.map(({ username, role }) => `  ${username} (${role.replace('_', ' ')})`),
        `The password of each is ${loaded.password}`,
      ].join('\n'),
    }
  },
}

export const commands: readonly Command[] = [load]
