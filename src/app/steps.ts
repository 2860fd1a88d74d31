import { allocationApi } from '../allocation/api.ts'
import { commands as allocationCommands } from '../allocation/cli.ts'
import { jobs as allocationJobs } from '../allocation/jobs.ts'
import { allocationPages } from '../allocation/pages/allocation.page.ts'
import { comparisonPages } from '../allocation/pages/comparison.page.ts'
import { reliefPages } from '../allocation/pages/relief.page.ts'
import { rolloutPages } from '../allocation/pages/rollout.page.ts'
import { watchPages } from '../allocation/pages/watch.page.ts'
import { phasesApi } from '../allocation/phases.api.ts'
import { allocationSentences } from '../allocation/refusals.ts'
import {
  progress as allocationProgress,
  waitingFor as allocationWaitingFor,
  tablesWaitingFor,
  watchWaitingFor,
} from '../allocation/store.ts'
import { watchApi } from '../allocation/watch.api.ts'
import { askingApi, brokerageApi, offersApi, placingApi } from '../brokerage/api.ts'
import { commands as brokerageCommands } from '../brokerage/cli.ts'
import { jobs as brokerageJobs, subscriptions as brokerageSubscriptions } from '../brokerage/jobs.ts'
import { messagesApi } from '../brokerage/messages.api.ts'
import { brokeragePages } from '../brokerage/pages/all.page.ts'
import { brokerageSentences } from '../brokerage/sentences.ts'
import { progress as brokerageProgress, waitingFor as brokerageWaitingFor } from '../brokerage/store.ts'
import { disputesApi } from '../charging/api/disputes.ts'
import { chargingApi } from '../charging/api.ts'
import { commands as chargingCommands } from '../charging/cli.ts'
import { subscriptions as chargingSubscriptions } from '../charging/jobs.ts'
import { amountsPages } from '../charging/pages/amounts.page.ts'
import { assessmentPages } from '../charging/pages/assessment.page.ts'
import { chargePages } from '../charging/pages/charge.page.ts'
import { decidePages } from '../charging/pages/decide.page.ts'
import { disputePages } from '../charging/pages/dispute.page.ts'
import { estimatePages } from '../charging/pages/estimate.page.ts'
import { estimateFilePages } from '../charging/pages/estimate-file.page.ts'
import { freePages } from '../charging/pages/free.page.ts'
import { letterPages } from '../charging/pages/letter.page.ts'
import { moneyPages } from '../charging/pages/money.page.ts'
import { chargeReviewPages } from '../charging/pages/reviews.page.ts'
import { submissionPages } from '../charging/pages/submission.page.ts'
import { tellPages } from '../charging/pages/tell.page.ts'
import { sentences as chargingSentences } from '../charging/sentences.ts'
import { progress as chargingProgress, waitingFor as chargingWaitingFor } from '../charging/store.ts'
import { deliveryApi } from '../delivery/api.ts'
import { commands as deliveryCommands } from '../delivery/cli.ts'
import { datesApi } from '../delivery/dates.api.ts'
import { jobs as deliveryJobs, subscriptions as deliverySubscriptions } from '../delivery/jobs.ts'
import { deliveryPages } from '../delivery/pages/all.page.ts'
import { pausesApi } from '../delivery/pauses.api.ts'
import { sentences as deliverySentences } from '../delivery/sentences.ts'
import { progress as deliveryProgress, waitingFor as deliveryWaitingFor } from '../delivery/store.ts'
import { directoryApi } from '../directory/api.ts'
import { bookingsApi } from '../directory/bookings.api.ts'
import { commands as directoryCommands } from '../directory/cli.ts'
import { jobs as directoryJobs, subscriptions as directorySubscriptions } from '../directory/jobs.ts'
import { advicePages } from '../directory/pages/advice.page.ts'
import { alikePages } from '../directory/pages/alike.page.ts'
import { bookPages } from '../directory/pages/book.page.ts'
import { bookForPages } from '../directory/pages/book-for.page.ts'
import { bookingsPages } from '../directory/pages/bookings.page.ts'
import { homePages as directoryHomePages } from '../directory/pages/home.page.ts'
import { searchPages } from '../directory/pages/search.page.ts'
import { changesPages, sourcesPages } from '../directory/pages/sources.page.ts'
import { truthPages } from '../directory/pages/truth.page.ts'
import { directorySentences } from '../directory/sentences.ts'
import { waitingFor as directoryWaitingFor, tellingFor } from '../directory/store.ts'
import { financeApi } from '../finance/api.ts'
import { commands as financeCommands } from '../finance/cli.ts'
import { jobs as financeJobs, subscriptions as financeSubscriptions } from '../finance/jobs.ts'
import { blockMoneyPages } from '../finance/pages/block-money.page.ts'
import { financePages } from '../finance/pages/home.page.ts'
import { myWeekPages } from '../finance/pages/my-week.page.ts'
import { payoutPages } from '../finance/pages/payouts.page.ts'
import { providerPayPages } from '../finance/pages/provider-pay.page.ts'
import { statementPages } from '../finance/pages/statement.page.ts'
import { payoutsApi } from '../finance/payouts.api.ts'
import { sentences as financeSentences } from '../finance/sentences.ts'
import {
  progress as financeProgress,
  waitingFor as financeWaitingFor,
  moneyBack,
  moneyBackFor,
  moneyWithout,
  weekChargeOf,
} from '../finance/store.ts'
import { journey, type StepName } from '../journey.ts'
import { marketApis } from '../market/all.api.ts'
import { commands as marketCommands } from '../market/cli.ts'
import { jobs as marketJobs } from '../market/jobs.ts'
import { marketPages } from '../market/pages/all.page.ts'
import { marketSentences } from '../market/sentences.ts'
import { waitingFor as marketWaitingFor } from '../market/store.ts'
import { needsApi } from '../needs/api.ts'
import { commands as needsCommands } from '../needs/cli.ts'
import { jobs as needsJobs, subscriptions as needsSubscriptions } from '../needs/jobs.ts'
import { needsPages } from '../needs/pages/needs.page.ts'
import { needsSentences } from '../needs/refusals.ts'
import { progress as needsProgress, waitingFor as needsWaitingFor } from '../needs/store.ts'
import { outcomesApi } from '../outcomes/api.ts'
import { commands as outcomesCommands } from '../outcomes/cli.ts'
import { jobs as outcomesJobs } from '../outcomes/jobs.ts'
import { heldPages } from '../outcomes/pages/held.page.ts'
import { outcomesPages } from '../outcomes/pages/outcomes.page.ts'
import { reviewPages } from '../outcomes/pages/review.page.ts'
import { sentences as outcomesSentences } from '../outcomes/sentences.ts'
import { progress as outcomesProgress, waitingFor as outcomesWaitingFor } from '../outcomes/store.ts'
import { peopleApi } from '../people/api.ts'
import { commands as peopleCommands } from '../people/cli.ts'
import { mergeApi } from '../people/merge.api.ts'
import { peoplePages } from '../people/pages/all.page.ts'
import { peopleSentences } from '../people/sentences.ts'
import { teamsApi } from '../people/teams.api.ts'
import { planningApi, planOutcomesApi } from '../planning/api.ts'
import { commands as planningCommands } from '../planning/cli.ts'
import { subscriptions as planningSubscriptions } from '../planning/jobs.ts'
import { limitsApi } from '../planning/limits.api.ts'
import { needsMetApi } from '../planning/needs-met.api.ts'
import { planningPages } from '../planning/pages/all.page.ts'
import { planApprovalsApi, planChangesApi } from '../planning/plan-changes.api.ts'
import { planningSentences } from '../planning/sentences.ts'
import { progress as planningProgress, waitingFor as planningWaitingFor } from '../planning/store.ts'
import type { Command } from '../platform/command.ts'
import type { Tx } from '../platform/db.ts'
import type { StepApi, StepPages } from '../platform/http.ts'
import type { Job, Subscription } from '../platform/jobs.ts'
import type { Progress, Waiting } from '../platform/waiting.ts'
import { advicePolicyOn } from './advice-policy.ts'
import { assurancePolicyOn } from './assurance-policy.ts'
import { areasOfCouncil } from './council-in-use.ts'
import { cqcKey } from './cqc-key.ts'
import { enablementWeeksOn } from './enablement-weeks.ts'
import { marketPolicyOn } from './market-policy.ts'
import { rolloutPolicyOn } from './rollout-policy.ts'
import { strategyParts } from './strategy-parts.ts'
import { travelPolicyOn } from './travel-policy.ts'
import { whereEnded } from './where-ended.ts'

/** What a step brings to the whole. The app is the only place that knows all of them. */
export interface StepParts {
  readonly pages?: readonly StepPages[]
  readonly apis?: readonly StepApi[]
  readonly commands?: readonly Command[]
  readonly jobs?: readonly Job[]
  readonly subscriptions?: readonly Subscription[]
  /** A sentence for each code with which the step may refuse. */
  readonly sentences?: Readonly<Record<string, string>>
  /** What waits for somebody; in a made-up borough a figure taken from it says so. */
  waitingFor?(tx: Tx, madeUp: boolean): Promise<Waiting[]>
  progress?(tx: Tx, personId: string): Promise<Progress>
}

/** Every step that is built, by name; in the order of the journey wherever they are shown. */
export const steps: Partial<Record<StepName, StepParts>> = {
  people: {
    pages: peoplePages(areasOfCouncil, whereEnded),
    apis: [peopleApi, mergeApi, teamsApi(areasOfCouncil)],
    commands: peopleCommands(areasOfCouncil),
    sentences: peopleSentences,
  },
  directory: {
    pages: [
      directoryHomePages,
      ...searchPages(travelPolicyOn, assurancePolicyOn),
      ...truthPages(assurancePolicyOn),
      sourcesPages,
      changesPages,
      alikePages,
      advicePages({ travelPolicyOn, assurancePolicyOn }, advicePolicyOn),
      bookPages,
      bookForPages,
      bookingsPages,
    ],
    apis: [directoryApi(travelPolicyOn, assurancePolicyOn), bookingsApi],
    commands: directoryCommands(travelPolicyOn, assurancePolicyOn),
    jobs: directoryJobs(assurancePolicyOn),
    subscriptions: directorySubscriptions,
    sentences: directorySentences,
    waitingFor: async (tx) => [...(await directoryWaitingFor(tx, assurancePolicyOn)), ...(await tellingFor(tx))],
  },
  market: {
    pages: marketPages(marketPolicyOn),
    apis: marketApis(marketPolicyOn),
    commands: marketCommands(marketPolicyOn, cqcKey),
    jobs: marketJobs(marketPolicyOn, cqcKey),
    sentences: marketSentences,
    waitingFor: (tx) => marketWaitingFor(tx, marketPolicyOn),
  },
  needs: {
    pages: needsPages,
    apis: [needsApi],
    commands: needsCommands,
    jobs: needsJobs,
    subscriptions: needsSubscriptions,
    sentences: needsSentences,
    waitingFor: needsWaitingFor,
    progress: needsProgress,
  },
  allocation: {
    pages: [
      ...allocationPages,
      rolloutPages(rolloutPolicyOn),
      comparisonPages(rolloutPolicyOn),
      reliefPages(rolloutPolicyOn),
      watchPages(rolloutPolicyOn),
    ],
    apis: [allocationApi, watchApi(rolloutPolicyOn), phasesApi(rolloutPolicyOn)],
    commands: allocationCommands,
    jobs: allocationJobs,
    sentences: allocationSentences,
    waitingFor: async (tx, madeUp) => [
      ...(await allocationWaitingFor(tx)),
      ...(await tablesWaitingFor(tx)),
      ...(await watchWaitingFor(tx, rolloutPolicyOn, madeUp)),
    ],
    progress: allocationProgress,
  },
  charging: {
    pages: [
      chargePages,
      moneyPages,
      letterPages(moneyBackFor),
      disputePages(weekChargeOf),
      chargeReviewPages,
      submissionPages,
      assessmentPages,
      decidePages,
      tellPages,
      freePages,
      amountsPages,
      estimatePages,
      estimateFilePages,
    ],
    apis: [chargingApi, disputesApi(weekChargeOf)],
    commands: chargingCommands,
    subscriptions: chargingSubscriptions,
    sentences: chargingSentences,
    waitingFor: chargingWaitingFor,
    progress: chargingProgress,
  },
  planning: {
    pages: planningPages(enablementWeeksOn),
    apis: [planningApi, planOutcomesApi, needsMetApi, planChangesApi, planApprovalsApi, limitsApi],
    commands: planningCommands,
    subscriptions: planningSubscriptions,
    sentences: planningSentences,
    waitingFor: planningWaitingFor,
    progress: planningProgress,
  },
  brokerage: {
    pages: brokeragePages(travelPolicyOn),
    apis: [brokerageApi, offersApi, placingApi, askingApi, messagesApi],
    commands: brokerageCommands,
    jobs: brokerageJobs,
    subscriptions: brokerageSubscriptions,
    sentences: brokerageSentences,
    waitingFor: brokerageWaitingFor,
    progress: brokerageProgress,
  },
  delivery: {
    pages: deliveryPages({ without: moneyWithout, back: moneyBack }),
    jobs: deliveryJobs,
    subscriptions: deliverySubscriptions,
    apis: [deliveryApi, datesApi, pausesApi],
    commands: deliveryCommands,
    sentences: deliverySentences,
    waitingFor: deliveryWaitingFor,
    progress: deliveryProgress,
  },
  outcomes: {
    pages: [outcomesPages, reviewPages, heldPages],
    jobs: outcomesJobs,
    apis: [outcomesApi],
    commands: outcomesCommands,
    sentences: outcomesSentences,
    waitingFor: outcomesWaitingFor,
    progress: outcomesProgress,
  },
  finance: {
    pages: [financePages, blockMoneyPages, payoutPages, providerPayPages, myWeekPages, statementPages],
    jobs: financeJobs,
    subscriptions: financeSubscriptions,
    apis: [financeApi, payoutsApi],
    commands: financeCommands,
    sentences: financeSentences,
    waitingFor: financeWaitingFor,
    progress: financeProgress,
  },
  strategy: strategyParts,
}

/** The steps that are built, in the order of the journey. */
export function builtSteps(): StepParts[] {
  return journey.flatMap((name) => steps[name] ?? [])
}
