import { addDays, mondayOf } from '../../core/calendar-date.ts'
import type { Db } from '../../platform/db.ts'
import { job, type Who } from '../../platform/who.ts'
import type { ReportDraft } from '../../strategy/report/draft.ts'
import { KEPT_DRAWS, SEED } from '../../strategy/scenario/simulate-type.ts'
import type { SimulationResult } from '../../strategy/simulation/result.ts'
import type { Scenario } from '../../strategy/simulation/scenario-shape.ts'
import {
  askForDrivers,
  beginReport,
  draftFigures,
  issueReport,
  keepResult,
  keepScenario,
} from '../../strategy/store.ts'
import { startingScenariosOn } from '../scenario-policy.ts'
import { simulateAside } from '../simulation/simulate-aside.ts'
import { demoAccountsOf } from '../store.ts'
import { reportPolicies } from '../strategy-parts.ts'

/** From the Monday of this week to a Thursday, on which the made-up committee meets. */
const DAYS_TO_MEETING = 17

interface ScenarioAnswered {
  readonly scenario: Scenario
  readonly result: SimulationResult
}

/** Works the council's own scenario out in a thread beside, while the borough is made up. */
export async function exampleScenario(db: Db): Promise<ScenarioAnswered | undefined> {
  const scenario = startingScenariosOn(db.clock.today())?.variants[0]?.scenario
  return scenario === undefined ? undefined : { scenario, result: await simulateAside(scenario, SEED, KEPT_DRAWS) }
}

const draftOf = (scenarioId: string, meetingOn: ReportDraft['meetingOn']): ReportDraft => ({
  title: 'Can day opportunities cost £250,000 less?',
  audience: 'Adults and Health Committee',
  meetingOn,
  asked:
    'Whether the council should plan to spend £250,000 less on day opportunities by moving people to new kinds of support.',
  recommendation:
    'That members do not plan for £250,000 yet.\nThat people who come new are offered a choice of tiers, and that nobody who has a place now has to move.\nThat this is looked at again after a year, with what was then counted.',
  words:
    'This is an example with made-up records. The strategy of 2022 to 2027 names this sum. Its own figures do not all agree, so we worked out again what follows from them, and tried what may happen a thousand times.',
  chosen: [
    { kind: 'facts', chosen: ['kinds', 'money', 'areas', 'groups'] },
    { kind: 'scenarios', chosen: [scenarioId] },
    { kind: 'coverage', chosen: [] },
    { kind: 'services', chosen: [] },
    { kind: 'papers', chosen: [] },
    { kind: 'risks', chosen: [] },
  ],
  risks: [
    {
      what: 'Unpaid carers cannot manage the hours that come to them, and a place at home breaks down.',
      likely: 'possible',
      harm: 'severe',
      done: 'Every carer is offered an assessment of their own before anything changes.',
      owner: 'Head of Adult Social Care',
    },
    {
      what: 'The council’s own centres stand half empty and still cost what they cost.',
      likely: 'likely',
      harm: 'serious',
      done: 'No saving is counted until staff and buildings have gone.',
      owner: 'Head of Commissioning',
    },
    {
      what: 'Providers do not offer the new kinds of support where people live.',
      likely: 'possible',
      harm: 'serious',
      done: 'Calls for offers go out for the gaps that the coverage shows.',
      owner: 'Head of Commissioning',
    },
  ],
})

/** Issues an example report in the name of the made-up commissioner, so that a trial shows what members would read. */
export async function issueExampleReport(db: Db, answered: ScenarioAnswered): Promise<void> {
  const accounts = await db.transaction(job('example report'), demoAccountsOf)
  const found = accounts.find(({ username }) => username === 'commissioner@demo.daywell')
  if (found === undefined) return
  const who: Who = {
    ...{ role: 'commissioner', accountId: found.id, staffId: found.id, name: found.name },
    ...{ teamIds: [], personIds: [] },
  }
  const { scenario, result } = answered
  const scenarioId = await db.transaction(who, (tx) => keepScenario(tx, { scenario, answered: true }))
  await db.transaction(job('example report'), (tx) => keepResult(tx, scenarioId, result))
  await db.transaction(who, (tx) => askForDrivers(tx, scenarioId))
  await db.transaction(who, async (tx) => {
    const draft = draftOf(scenarioId, addDays(mondayOf(tx.today), DAYS_TO_MEETING))
    const id = await beginReport(tx, draft)
    const { figures } = await draftFigures(tx, draft, reportPolicies)
    await issueReport(tx, { id, revision: 1 }, { figures, issuedAs: 'Head of Commissioning' })
  })
}
