import http from 'node:http'
import { performance } from 'node:perf_hooks'

/**
 * Asks for pages in a process of its own, so that the server's slowness cannot slow the asking.
 * Reads one JSON task from the arguments, prints one JSON result.
 */
export interface LoadTask {
  readonly port: number
  readonly paths: readonly string[]
  readonly cookies: readonly string[]
  readonly seconds: number
  /** Pages a second that arrive whether or not earlier ones have been answered; absent: as many as so many askers can get. */
  readonly rate?: number
  readonly askers: number
  /** For each path, texts that its right answer holds. */
  readonly expects: readonly (readonly string[])[]
}

export interface LoadResult {
  readonly asked: number
  readonly errors: number
  readonly pagesPerSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly worst: number
  /** Processor time of the asking itself, which shares the computer with what it asks. */
  readonly processorMs: number
}

function ask(task: LoadTask, agent: http.Agent, n: number): Promise<boolean> {
  const which = n % task.paths.length
  const right = (body: string) => task.expects[which]?.every((text) => body.includes(text)) === true
  return new Promise((resolve) => {
    const request = http.get(
      {
        port: task.port,
        host: '127.0.0.1',
        path: task.paths[which],
        agent,
        headers: { cookie: task.cookies[which], accept: 'text/html' },
      },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          body += part
        })
        response.on('end', () => resolve(response.statusCode === 200 && right(body)))
      },
    )
    request.on('error', () => resolve(false))
  })
}

/** Open loop: each page is due at its own moment, and its time runs from then (no coordinated omission). */
function arriving(
  task: LoadTask,
  agent: http.Agent,
  rate: number,
  done: (ms: number, ok: boolean) => void,
): Promise<void> {
  const count = Math.round(task.seconds * rate)
  const began = performance.now() + 50
  let asked = 0
  let answered = 0
  return new Promise((resolve) => {
    const tick = () => {
      while (asked < count && began + (asked * 1000) / rate <= performance.now()) {
        const due = began + (asked * 1000) / rate
        ask(task, agent, asked++).then((ok) => {
          done(performance.now() - due, ok)
          if (++answered === count) resolve()
        })
      }
      if (asked < count) setTimeout(tick, 1)
    }
    tick()
  })
}

/** Closed loop: so many askers, each asking again as soon as it has its answer. */
async function asking(task: LoadTask, agent: http.Agent, done: (ms: number, ok: boolean) => void): Promise<void> {
  const until = performance.now() + task.seconds * 1000
  let asked = 0
  const asker = async () => {
    while (performance.now() < until) {
      const began = performance.now()
      const ok = await ask(task, agent, asked++)
      done(performance.now() - began, ok)
    }
  }
  await Promise.all(Array.from({ length: task.askers }, asker))
}

async function run(task: LoadTask): Promise<LoadResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: task.rate === undefined ? task.askers : 500 })
  const times: number[] = []
  let errors = 0
  const done = (ms: number, ok: boolean) => {
    times.push(ms)
    if (!ok) errors++
  }
  const began = performance.now()
  const before = process.cpuUsage()
  if (task.rate === undefined) await asking(task, agent, done)
  else await arriving(task, agent, task.rate, done)
  const seconds = (performance.now() - began) / 1000
  const spent = process.cpuUsage(before)
  agent.destroy()
  times.sort((one, other) => one - other)
  const at = (share: number) =>
    Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 10) / 10
  return {
    asked: times.length,
    errors,
    pagesPerSecond: Math.round(times.length / seconds),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    worst: at(1),
    processorMs: Math.round((spent.user + spent.system) / 1000),
  }
}

process.stdout.write(`${JSON.stringify(await run(JSON.parse(process.argv[2] ?? '{}') as LoadTask))}\n`)
