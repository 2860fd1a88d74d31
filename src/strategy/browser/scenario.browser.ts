import { changeScenario, type Typed } from '../scenario/change-scenario.ts'
import { SEED } from '../scenario/simulate-type.ts'
import type { SimulationResult } from '../simulation/result.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import { summaryOf } from '../simulation/summary.ts'
import { showAnswer, showFan } from './answer.browser.ts'
import { LiveDraws, type Made } from './live-draws.browser.ts'
import { addSliders } from './sliders.browser.ts'

/** First shown, then made finer while nothing else is typed. */
const STEPS = [100, 200, 1000]

const form = document.querySelector<HTMLFormElement>('#scenario')
const given = document.querySelector<HTMLTemplateElement>('#scenario-given')

function typed(of: HTMLFormElement): Typed {
  return Object.fromEntries([...new FormData(of)].map(([name, value]) => [name, String(value)]))
}

/** What is saved and what is in the address follow what is typed. */
function keepInStep(values: Typed): void {
  for (const [name, value] of Object.entries(values)) {
    const kept = document.querySelector<HTMLInputElement>(`#keep-form input[type="hidden"][name="${CSS.escape(name)}"]`)
    if (kept !== null && name !== '_csrf') kept.value = value
  }
  history.replaceState(null, '', `${location.pathname}?${new URLSearchParams(values)}`)
}

/** Sums up so many of the draws that are made; what was summed up once is kept. */
function summing({ scenario, figures }: Made): (count: number) => SimulationResult {
  const known = new Map<number, SimulationResult>()
  return (count) => {
    const result = known.get(count) ?? summaryOf(scenario, SEED, figures.slice(0, count))
    known.set(count, result)
    return result
  }
}

function start(of: HTMLFormElement, from: HTMLTemplateElement): void {
  const base = JSON.parse(from.content.textContent ?? '') as Scenario
  const name = from.dataset['name'] ?? ''
  const status = document.querySelector<HTMLElement>('[data-status]')
  const draws = new LiveDraws(from.dataset['worker'] ?? '', SEED)
  const before: Made = { scenario: base, figures: [] }
  const sumBefore = summing(before)
  const say = (text: string) => {
    if (status !== null) status.textContent = text
  }
  const work = async () => {
    const values = typed(of)
    const asked = changeScenario(base, values)
    const turn = draws.begin()
    keepInStep(values)
    if ('faults' in asked) return say(asked.faults[0]?.fault ?? '')
    const after: Made = { scenario: asked.scenario, figures: [] }
    const sumAfter = summing(after)
    say('Working it out…')
    const withChanges = asked.changed.length > 0
    for (const count of STEPS) {
      if (!(await draws.upTo(before, count, turn))) return
      if (withChanges && !(await draws.upTo(after, count, turn))) return
      const answers = [
        { letter: 'A', name, result: sumBefore(count) },
        ...(withChanges ? [{ letter: 'B', name: 'With your changes', result: sumAfter(count) }] : []),
      ]
      showAnswer(answers)
      if (count === STEPS.at(-1)) showFan(answers)
      say(`${count.toLocaleString('en-GB')} runs`)
      document.documentElement.dataset['runs'] = String(count)
    }
  }
  const failed = () => say('This browser could not work it out. Press “Work it out”.')
  addSliders(of)
  of.addEventListener('input', () => void work().catch(failed))
  // What is not changed is worked out before anybody asks, so that the first change is answered as soon as any other.
  void draws.upTo(before, STEPS[1] as number, draws.begin()).catch(() => undefined)
}

if (form !== null && given !== null) start(form, given)
