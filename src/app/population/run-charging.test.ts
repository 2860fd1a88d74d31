import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import * as charging from '../../charging/store.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { stoppedClock } from '../../platform/clock.ts'
import type { CommandContext } from '../../platform/command.ts'
import type { Db } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { runCharging } from './run-charging.ts'

/** Runs the command over one person who has the carer premium in 2026, whose figure nobody has seen in the law. */
async function run(db: Db, flags: CommandContext['flags']) {
  const printed: string[] = []
  const written: Record<string, string> = {}
  const csv =
    'number,born,reached_pension_credit_age,household,premium_carer,income_universal_credit\nA,1984-03-14,no,single,yes,300.00\n'
  await runCharging.run({
    args: ['people.csv'],
    flags,
    clock: stoppedClock(day('2026-11-22')),
    who: jobWho(),
    production: true,
    readText: async () => '',
    openFile: () => Readable.from([Buffer.from(csv)]),
    writeFile: async (name, text) => {
      written[name] = String(text)
    },
    appendFile: async (name, text) => {
      written[name] += text
    },
    print: (line) => void printed.push(line),
    progress: () => undefined,
    db: async () => db,
  })
  return { out: printed.join('\n'), rejects: written['people.csv.rejects.csv'] ?? '' }
}

onBothDatabases('the charges of everybody, from a file', (open) => {
  test('a figure the council entered and a second person checked counts with --council, as does its policy', async () => {
    const db = await open()
    const finance = (accountId: string) => who('finance', { accountId })
    const entry = {
      key: 'premium.carer',
      from: day('2026-04-06'),
      amount: pence(55_25),
      citation: 'the circular',
    } as const
    const id = await db.transaction(finance(newId()), (tx) => charging.enterAmount(tx, entry))
    expect((await run(db, { council: true })).rejects).toContain('carer premium')
    await db.transaction(finance(newId()), (tx) => charging.checkAmount(tx, id))
    expect((await run(db, {})).rejects).toContain('Figures the council entered count with --council')
    expect((await run(db, { council: true })).out).toContain(`A,left_over,${300_00 - 120_40 - 55_25},`)
    const half = { name: 'percentTaken', value: 50, from: day('2026-04-06'), citation: 'made for a test' } as const
    await db.transaction(jobWho(), (tx) => charging.keepPolicySwitches(tx, [half]))
    expect((await run(db, { council: true })).out).toContain(
      `A,left_over,${Math.floor((300_00 - 120_40 - 55_25) / 2)},`,
    )
  })
})
