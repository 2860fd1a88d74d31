import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { browserScript } from '../../src/platform/browser-script.ts'
import type { Scenario } from '../../src/strategy/simulation/scenario-shape.ts'
import { figuresOfDraws } from '../../src/strategy/simulation/simulate.ts'

const programs = [process.env['DAYWELL_CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome']

/** What runs in the page: two workers, each told the scenario, then given draws in turn. Text, for it knows no types of ours. */
const inPage = `async ({ scenario, chance, draws, turns, address }) => {
  const workers = [new Worker(address), new Worker(address)]
  const ask = (worker, task) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.postMessage(task)
  })
  const times = []
  let all = []
  for (let turn = 0; turn < turns; turn++) {
    const began = performance.now()
    all = []
    let next = 0
    await Promise.all(workers.map(async (worker) => {
      await ask(worker, { scenario, chance })
      while (next < draws) {
        const from = next
        next = Math.min(draws, from + 25)
        all.push(await ask(worker, { from, until: next }))
      }
    }))
    times.push(performance.now() - began)
  }
  const ordered = all.sort((one, other) => one.from - other.from)
  return { times, figures: ordered.flatMap(({ figures }) => Array.from(figures)) }
}`

/** The slider's draws in a real browser with two workers: milliseconds of each turn, and whether every figure is the server's; nothing without a browser. */
export async function sliderInBrowser(
  scenario: Scenario,
  chance: { seed: number; uncertain: boolean },
  draws: number,
): Promise<{ times: number[]; same: boolean } | undefined> {
  const executablePath = programs.find((path) => path !== '' && existsSync(path))
  if (executablePath === undefined) return undefined
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    const { body } = browserScript('draw-worker.js', 'src/strategy/simulation/draw-worker.browser.ts')
    await page.route('http://slider.test/**', (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: body.toString('utf8') })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>slider</title>' }),
    )
    await page.goto('http://slider.test/')
    const asked = { scenario, chance, draws, turns: 9, address: 'http://slider.test/draw-worker.js' }
    const { times, figures } = (await page.evaluate(`(${inPage})(${JSON.stringify(asked)})`)) as {
      times: number[]
      figures: number[]
    }
    const ours = figuresOfDraws(scenario, chance, draws).flatMap((one) => Array.from(one))
    return { times, same: ours.length === figures.length && ours.every((value, at) => value === figures[at]) }
  } finally {
    await browser.close()
  }
}
