import type { Command } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import { configurationFrom } from '../configuration.ts'
import { councilsThere, loadCouncil, UnusablePolicy } from '../council-policy/store.ts'
import { adoptedWords } from './adopted.ts'
import { adoptPolicy, approversNamed } from './store.ts'

const adopt: Command = {
  step: 'policy',
  name: 'adopt',
  summary: 'Takes a council’s own data into the records: teams, lots, pay rules, calendars, table, switches, budgets',
  usage: 'policy adopt [COUNCIL] [--approver USERNAME --second USERNAME] [--accept-assumptions] [--json]',
  run: async ({ args, flags, db, who, production }) => {
    const inUse = configurationFrom(process.env).council
    const council = args[0] ?? inUse
    if (!councilsThere().includes(council))
      return { exit: 2, text: `There is no council ${council}. Known: ${councilsThere().join(', ')}.` }
    const { approver, second } = flags
    if (approver === true || second === true || (approver === undefined) !== (second === undefined))
      return {
        exit: 2,
        text: 'Name two people who approve the allocation table: --approver USERNAME --second USERNAME.',
      }
    const acceptAssumptions = !production || flags['accept-assumptions'] === true
    try {
      const policy = loadCouncil(council)
      const parts = await (await db()).transaction(who, async (tx) =>
        adoptPolicy(tx, policy, {
          acceptAssumptions,
          approvers:
            approver === undefined || second === undefined ? undefined : await approversNamed(tx, approver, second),
        }),
      )
      const other =
        council === inUse
          ? []
          : [`Daywell is set up for ${inUse}: set DAYWELL_COUNCIL=${council} before it starts again.`]
      return {
        exit: 0,
        json: { council: policy.card.id, parts },
        text: [adoptedWords(policy.card.name, parts), ...other].join('\n'),
      }
    } catch (error) {
      if (error instanceof UnusablePolicy) return { exit: 1, json: { findings: error.findings }, text: error.message }
      if (error instanceof Refused)
        return { exit: 1, json: { refused: error.code, ...error.detail }, text: refusalWords(error) }
      throw error
    }
  },
}

function refusalWords({ code, detail }: Refused): string {
  if (code === 'approver_unknown')
    return `Nobody who works for the council has an open account ${String(detail['username'])}. Open one with “daywell account add”. Nothing was changed.`
  if (code === 'one_person_approves_twice')
    return 'Two different people must approve an allocation table. Nothing was changed.'
  if (code === 'another_council_stands')
    return `The data of ${String(detail['council'])} was adopted here before; one database holds one council. Nothing was changed.`
  return `The council’s data does not fit what stands (${code}). Nothing was changed.`
}

export const commands: readonly Command[] = [adopt]
