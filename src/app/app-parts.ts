import { commands as adoptCommands } from './adopt/cli.ts'
import { appCommands } from './commands.ts'
import { commands as policyCommands } from './council-policy/cli.ts'
import { policyPages } from './council-policy/pages/policy.page.ts'
import { commands as demoCommands } from './demo/cli.ts'
import { importCommands } from './import/commands.ts'
import { importPages } from './import/pages/import.page.ts'
import { runAllocation } from './population/run-allocation.ts'
import { runCharging } from './population/run-charging.ts'
import type { StepParts } from './steps.ts'

/** What the app itself brings, beside the steps: council policy, bringing data in, the demo borough, looking after Daywell. */
export const appParts: StepParts = {
  sentences: {
    text_cannot_be_kept: 'The text holds a character that cannot be kept. Take it out, then send it again',
    account_username_taken: 'An account has this user name already. Choose another',
    account_provider_named:
      'The account of a provider belongs to a provider, and no other account does: give --provider ID',
    account_person_named: 'The account of a person belongs to a person, and no other account does: give --person ID',
  },
  pages: [policyPages, importPages],
  commands: [
    ...appCommands,
    ...policyCommands,
    ...adoptCommands,
    ...demoCommands,
    ...importCommands,
    runAllocation,
    runCharging,
  ],
}
