import type { Command } from '../../platform/command.ts'
import type { CouncilPolicy } from './council-policy.ts'
import { sourceWords } from './council-values.ts'
import { councilsThere, loadCouncil, UnusablePolicy } from './store.ts'

/** Every value of a council with where it comes from, as plain data. */
function everything(policy: CouncilPolicy) {
  return policy.all.flatMap(({ key, name, kind, unit, dated }) =>
    dated.map((one) => ({
      key,
      name,
      kind,
      unit,
      from: one.from,
      until: one.until,
      value: one.value,
      source: policy.sourceOf(one),
    })),
  )
}

const show: Command = {
  step: 'policy',
  name: 'show',
  summary: 'Shows a council’s policy: each value, its days, and the paper it comes from or why it was assumed',
  usage: 'policy show [COUNCIL] [--key NAME] [--json]',
  run: async ({ args, flags }) => {
    const council = args[0] ?? 'cheshire-east'
    if (!councilsThere().includes(council))
      return { exit: 2, text: `There is no council ${council}. Known: ${councilsThere().join(', ')}.` }
    try {
      const policy = loadCouncil(council)
      const wanted = everything(policy).filter(({ key }) => flags['key'] === undefined || key === flags['key'])
      if (wanted.length === 0) return { exit: 2, text: `${policy.card.name} has no value ${String(flags['key'])}.` }
      const lines = wanted.map((one) => {
        const days = `${one.from}${one.until === undefined ? ' on' : ` to ${one.until}`}`
        const value = typeof one.value === 'object' ? JSON.stringify(one.value) : String(one.value)
        return `${one.key} (${days}): ${value}${one.unit === undefined ? '' : ` ${one.unit}`}\n    ${sourceWords(one.source)}`
      })
      return { exit: 0, json: { council: policy.card, values: wanted }, text: lines.join('\n') }
    } catch (error) {
      if (error instanceof UnusablePolicy) return { exit: 1, json: { findings: error.findings }, text: error.message }
      throw error
    }
  },
}

export const commands: readonly Command[] = [show]
