import { saidAloud } from '../scenario/answer-words.ts'
import { changeScenario, type Typed } from '../scenario/change-scenario.ts'
import type { Answered } from '../scenario/result-tables.ts'
import { SEED } from '../scenario/simulate-type.ts'
import type { SimulationResult } from '../simulation/result.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import { summaryOf } from '../simulation/summary.ts'
import { showAnswer, showFan } from './answer.browser.ts'
import { LiveDraws, type Made } from './live-draws.browser.ts'
import { addSliders } from './sliders.browser.ts'
import { Status } from './status.browser.ts'

/** First shown, then made finer while nothing else is typed. */
const STEPS = [100, 200, 1000]

const form = document.querySelector<HTMLFormElement>('#scenario')
const given = document.querySelector<HTMLTemplateElement>('#scenario-given')

function typed(of: HTMLFormElement): Typed {
  return Object.fromEntries([...new FormData(of)].map(([name, value]) => [name, String(value)]))
}

/** Enter in the name saves. Without this it would press the first button of the form, which works it out. A form of its own saves what stands in the assumptions now. */
function saveOnEnter(of: HTMLFormElement): void {
  const own = document.querySelector<HTMLFormElement>('#keep-form')
  if (own !== null) {
    own.addEventListener('formdata', ({ formData }) => {
      for (const [name, value] of new FormData(of)) formData.set(name, value)
    })
    return
  }
  document.querySelector<HTMLInputElement>('#name')?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    of.requestSubmit(document.querySelector<HTMLButtonElement>('#save'))
  })
}

/** The address holds what was typed, and nothing of the form to save it. */
function keepInAddress(values: Typed): void {
  const { name: _name, about: _about, ...rest } = values
  history.replaceState(null, '', `${location.pathname}?${new URLSearchParams(rest)}`)
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

/** A scenario beside itself with what was typed. */
class Trial {
  readonly values: Typed
  readonly fault: string | undefined
  private readonly before: Made
  private readonly after: Made | undefined
  private readonly sums: readonly ((count: number) => SimulationResult)[]

  constructor(of: HTMLFormElement, before: Made, sumBefore: (count: number) => SimulationResult) {
    this.values = typed(of)
    const asked = changeScenario(before.scenario, this.values)
    this.fault = 'faults' in asked ? (asked.faults[0]?.fault ?? '') : undefined
    this.before = before
    this.after = 'faults' in asked || asked.changed.length === 0 ? undefined : { scenario: asked.scenario, figures: [] }
    this.sums = this.after === undefined ? [sumBefore] : [sumBefore, summing(this.after)]
  }

  /** Makes what is missing up to so many draws; false when somebody asked something newer meanwhile. */
  async upTo(draws: LiveDraws, count: number, turn: number): Promise<boolean> {
    if (!(await draws.upTo(this.before, count, turn))) return false
    return this.after === undefined || draws.upTo(this.after, count, turn)
  }

  answers(count: number, name: string): Answered[] {
    return this.sums.map((sum, at) => ({
      letter: at === 0 ? 'A' : 'B',
      name: at === 0 ? name : 'With your changes',
      result: sum(count),
    }))
  }
}

function start(of: HTMLFormElement, from: HTMLTemplateElement): void {
  const base = JSON.parse(from.content.textContent ?? '') as Scenario
  const name = from.dataset['name'] ?? ''
  const status = new Status()
  const draws = new LiveDraws(from.dataset['worker'] ?? '', SEED)
  const before: Made = { scenario: base, figures: [] }
  const sumBefore = summing(before)
  let next: Trial | undefined
  let isWorking = false
  let isFiner = false
  const work = async (trial: Trial) => {
    const turn = draws.begin()
    for (const count of STEPS) {
      if (!(await trial.upTo(draws, count, turn))) return
      const answers = trial.answers(count, name)
      showAnswer(answers)
      status.runs(count)
      document.documentElement.dataset['runs'] = String(count)
      if (count === STEPS.at(-1)) {
        // Once it rests: an address for every step of a dragged slider is more than some browsers allow.
        keepInAddress(trial.values)
        showFan(answers)
        status.aloud(saidAloud(answers))
      }
      if (next !== undefined) return
      isFiner = true
    }
  }
  /** While a slider is dragged each first answer is shown, and the newest number is asked next; only the finer ones are given up. */
  const ask = async () => {
    const trial = new Trial(of, before, sumBefore)
    status.begin()
    if (trial.fault !== undefined) {
      next = undefined
      draws.begin()
      return status.fault(trial.fault)
    }
    next = trial
    if (isFiner) draws.begin()
    if (isWorking) return
    isWorking = true
    try {
      while (next !== undefined) {
        const newest: Trial = next
        next = undefined
        isFiner = false
        await work(newest)
      }
    } finally {
      isWorking = false
    }
  }
  const failed = () => status.fault('This browser could not work it out. Press “Work it out”.')
  addSliders(of)
  saveOnEnter(of)
  of.addEventListener('input', () => void ask().catch(failed))
  // What is not changed is worked out before anybody asks, so that the first change is answered as soon as any other.
  void draws.upTo(before, STEPS[1] as number, draws.begin()).catch(() => undefined)
}

if (form !== null && given !== null) start(form, given)
