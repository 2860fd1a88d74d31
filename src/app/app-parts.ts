import { appCommands } from './commands.ts'
import type { StepParts } from './steps.ts'

/** What the app itself brings, beside the steps: council policy, bringing data in, the demo borough, looking after Daywell. */
export const appParts: StepParts = {
  pages: [],
  commands: [...appCommands],
}
