import { chargingApi } from '../charging/api.ts'
import { commands as chargingCommands } from '../charging/cli.ts'
import { subscriptions as chargingSubscriptions } from '../charging/jobs.ts'
import { sentences as chargingSentences } from '../charging/sentences.ts'
import { progress as chargingProgress, waitingFor as chargingWaitingFor } from '../charging/store.ts'
import { directoryApi } from '../directory/api.ts'
import { commands as directoryCommands } from '../directory/cli.ts'
import { checksPages } from '../directory/pages/checks.page.ts'
import { directoryPages } from '../directory/pages/directory.page.ts'
import { homePages as directoryHomePages } from '../directory/pages/home.page.ts'
import { opportunityPages } from '../directory/pages/opportunity.page.ts'
import { waitingFor as directoryWaitingFor } from '../directory/store.ts'
import { journey, type StepName } from '../journey.ts'
import { needsPages } from '../needs/pages/needs.page.ts'
import { needsSentences } from '../needs/refusals.ts'
import { progress as needsProgress, waitingFor as needsWaitingFor } from '../needs/store.ts'
import { peopleApi } from '../people/api.ts'
import { commands as peopleCommands } from '../people/cli.ts'
import { changePages } from '../people/pages/change.page.ts'
import { detailsPages } from '../people/pages/details.page.ts'
import { listPages } from '../people/pages/list.page.ts'
import { newPersonPages } from '../people/pages/new.page.ts'
import { peopleSentences } from '../people/sentences.ts'
import type { Command } from '../platform/command.ts'
import type { Tx } from '../platform/db.ts'
import type { StepApi, StepPages } from '../platform/http.ts'
import type { Job, Subscription } from '../platform/jobs.ts'
import type { Progress, Waiting } from '../platform/waiting.ts'

/** What a step brings to the whole. The app is the only place that knows all of them. */
export interface StepParts {
  readonly pages?: readonly StepPages[]
  readonly apis?: readonly StepApi[]
  readonly commands?: readonly Command[]
  readonly jobs?: readonly Job<never>[]
  readonly subscriptions?: readonly Subscription[]
  /** A sentence for each code with which the step may refuse. */
  readonly sentences?: Readonly<Record<string, string>>
  waitingFor?(tx: Tx): Promise<Waiting[]>
  progress?(tx: Tx, personId: string): Promise<Progress>
}

/** Every step that is built, by name; in the order of the journey wherever they are shown. */
export const steps: Partial<Record<StepName, StepParts>> = {
  people: {
    pages: [listPages, newPersonPages, detailsPages, changePages],
    apis: [peopleApi],
    commands: peopleCommands,
    sentences: peopleSentences,
  },
  directory: {
    pages: [directoryHomePages, directoryPages, checksPages, opportunityPages],
    apis: [directoryApi],
    commands: directoryCommands,
    waitingFor: directoryWaitingFor,
  },
  needs: {
    pages: needsPages,
    sentences: needsSentences,
    waitingFor: needsWaitingFor,
    progress: needsProgress,
  },
  charging: {
    apis: [chargingApi],
    commands: chargingCommands,
    subscriptions: chargingSubscriptions,
    sentences: chargingSentences,
    waitingFor: chargingWaitingFor,
    progress: chargingProgress,
  },
}

/** The steps that are built, in the order of the journey. */
export function builtSteps(): StepParts[] {
  return journey.flatMap((name) => steps[name] ?? [])
}
