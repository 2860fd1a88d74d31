import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testApp } from '../../../../test/support/app.ts'
import { commandOn } from '../../../../test/support/command.ts'
import { readPdf } from '../../../../test/support/read-pdf.ts'
import { readXlsx } from '../../../../test/support/read-xlsx.ts'
import { startingScenario } from '../../../../test/support/scenarios.ts'
import { jobWho } from '../../../../test/support/who.ts'
import { shortened } from '../../scenario/change-scenario.ts'
import { simulate } from '../../simulation/simulate.ts'
import { keepResult } from '../../store.ts'

const main = (body: string) => body.slice(body.indexOf('<main'), body.indexOf('</main'))
const idIn = (headers: Record<string, string>) => (headers['location'] ?? '').replace(/^.*reports\//, '').slice(0, 36)
const words = {
  title: 'What £250,000 would take',
  audience: 'Adults and Health Committee',
  'meetingOn-day': '10',
  'meetingOn-month': '12',
  'meetingOn-year': '2026',
  asked: 'Whether to change how day opportunities are bought.',
  recommendation: '',
  words: '=HYPERLINK("http://example.com") is only text here.',
}
const risk = {
  what: 'Unpaid carers may not manage.',
  likely: 'likely',
  harm: 'severe',
  done: 'Each is offered an assessment first.',
  owner: 'Head of commissioning',
}

test('a commissioner writes a report, issues it by name, makes a new version and withdraws it; nobody edits what is issued', async () => {
  const app = await testApp({ today: '2026-11-22' })
  const dana = await app.as('commissioner', { name: 'Dana Marsh' })
  expect(main((await dana.get('/strategy/reports')).body)).toContain('There is no report yet')
  const scenario = { ...shortened(startingScenario(), 3), people: startingScenario().people.slice(0, 12) }
  const save = async (name: string) => {
    const kept = await dana.api('POST', '/api/strategy/scenarios', { ...scenario, name })
    return (kept.json() as { scenarioId: string }).scenarioId
  }
  const [first, second] = [await save('As printed'), await save('More sharing')]

  const nameless = await dana.post('/strategy/reports/new', {
    ...words,
    title: ' ',
    'meetingOn-day': '31',
    'meetingOn-month': '2',
  })
  expect(nameless.status).toBe(400)
  expect(main(nameless.body)).toContain('Enter a title')
  expect(main(nameless.body)).toContain('must be a real date')
  const long = await dana.post('/strategy/reports/new', { ...words, title: 'x'.repeat(201) })
  expect(main(long.body)).toContain('A title must be 200 characters or fewer')
  const over = await dana.post('/strategy/reports/new', { ...words, 'meetingOn-day': '21', 'meetingOn-month': '11' })
  expect([over.status, main(over.body)]).toEqual([
    400,
    expect.stringContaining('The date of the meeting must be today or later'),
  ])
  const id = idIn((await dana.post('/strategy/reports/new', words)).headers)
  const at = `/strategy/reports/${id}`
  expect(main((await dana.get(at)).body)).toContain('Nothing is chosen yet')

  expect(main((await dana.post(`${at}/sections`, { revision: '1' })).body)).toContain('Choose at least one thing')
  const unknown = await dana.post(`${at}/sections`, { revision: '1', rest: 'gossip', facts: 'kinds' })
  expect(main(unknown.body)).toContain('There is no section “gossip”')
  const chosen = { facts: ['kinds', 'money', 'areas'], scenarios: [first, second], needs: 'older_dementia' }
  const rest = ['coverage', 'buildings', 'market', 'services', 'papers']
  expect(main((await dana.get(`${at}/sections`)).body)).toContain('No scenario is saved and worked out yet')
  await dana.post(`${at}/sections`, { ...chosen, rest, revision: '1' })
  await dana.post(`${at}/risks`, { ...risk, revision: '2' })
  const late = await dana.post(`${at}/risks`, { ...risk, revision: '2' })
  expect(late.status).toBe(400)
  expect(main(late.body)).toContain('Somebody changed this draft since you opened it')
  expect((await dana.post(`${at}/risks`, { ...risk, what: '', likely: 'never', revision: '3' })).status).toBe(400)

  const early = await dana.post(`${at}/issue`, { revision: '3', issuedAs: 'Head of commissioning' })
  expect(early.status).toBe(400)
  expect(main(early.body)).toContain('Write what you recommend')
  expect(main(early.body)).toContain('“As printed” is not worked out yet')
  // Few runs, called as many as a kept answer has: the job that makes them is tried elsewhere.
  const answer = { ...simulate(scenario, 2026, 40), draws: 1000 }
  await app.db.transaction(jobWho(), (tx) => keepResult(tx, first, answer))
  await app.db.transaction(jobWho(), (tx) => keepResult(tx, second, answer))
  await dana.post(`${at}/words`, { ...words, recommendation: 'That members note the range.', revision: '3' })
  await dana.post(`${at}/move`, { kind: 'scenarios', by: 'up', revision: '4' })
  const draft = main((await dana.get(at)).body)
  expect(draft.indexOf('What could happen')).toBeLessThan(draft.indexOf('Who uses day opportunities'))
  expect(draft).not.toContain('Before it can be issued')
  const preview = main((await dana.get(`${at}/preview`)).body)
  expect(preview).toContain('Draft. It is not issued')

  const sam = await app.as('finance')
  expect((await sam.get(at)).status).toBe(404)
  expect((await sam.post(`${at}/issue`, { revision: '5', issuedAs: 'x' })).status).toBe(403)
  expect(main((await dana.post(`${at}/issue`, { revision: '5', issuedAs: '' })).body)).toContain('Enter your job title')
  expect((await dana.post(`${at}/issue`, { revision: '5', issuedAs: 'Head of commissioning' })).status).toBe(303)

  const page = main((await sam.get(at)).body)
  for (const said of [
    'Report 1, version 1. Issued by Dana Marsh, Head of commissioning, on Sunday 22 November 2026',
    'What you are asked to decide',
    'If nothing changes, day opportunities cost about',
    '95 in 100 runs',
    'Unpaid carers: B asks all of them together',
    'is empty places that still cost money',
    'Who loses most hours a week',
    'High: Unpaid carers may not manage.',
    'Where every figure is from',
  ])
    expect(page).toContain(said)
  expect(page).not.toContain('Make a new version')
  // Every mark leads to a source, and every source is marked somewhere.
  const marks = new Set([...page.matchAll(/href="#source-(\d+)"/g)].map(([, number]) => number))
  const sources = [...page.matchAll(/id="source-(\d+)"/g)].map(([, number]) => number)
  expect([...marks].sort()).toEqual([...sources].sort())

  const paper = await sam.get(`${at}/pdf`)
  expect(paper.headers['content-disposition']).toBe('attachment; filename="what-250000-would-take-version-1.pdf"')
  const pdf = readPdf(paper.bytes)
  expect(pdf.text).toContain(words.title)
  const sheets = await readXlsx((await sam.get(`${at}/report.xlsx`)).bytes)
  expect(sheets.map(({ name }) => name)).toEqual([
    ...[
      'Report',
      'Scenarios',
      'Key facts',
      'Coverage',
      'Needs',
      'Buildings and CO₂',
      'Market',
      'Services over the years',
      'Earlier papers',
      'Risks',
      'Sources',
    ],
  ])
  expect(sheets[0]?.rows.flat()).toContain(`'${words.words}`)
  const kept = (await sam.get(`${at}/report.json`)).json() as {
    figures: { sections: { parts: { table: { caption: string; rows: string[][] } }[] }[] }
  }
  const tables = kept.figures.sections.flatMap(({ parts }) => parts.map(({ table }) => table))
  const flat = (text: string) => text.replaceAll(/\s+/g, '').replaceAll('₂', '2')
  const inPdf = flat(pdf.text)
  const plain = flat(
    page
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&amp;', '&')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'"),
  )
  const shown = new Set(sheets.flatMap(({ rows }) => rows.flat()))
  for (const { caption, rows } of tables) {
    expect(inPdf, caption).toContain(flat(caption))
    for (const cell of rows.flat().filter((words) => words !== '')) {
      expect(plain, `${caption}: ${cell} on the page`).toContain(flat(cell))
      expect(inPdf, `${caption}: ${cell} on paper`).toContain(flat(cell))
      expect(shown, `${caption}: ${cell} in the spreadsheet`).toContain(cell)
    }
  }

  expect((await dana.get(`${at}/words`)).status).toBe(404)
  const next = idIn((await dana.post(`${at}/new-version`, {})).headers)
  expect(main((await dana.post(`${at}/new-version`, {})).body)).toContain('being written already')
  await dana.post(`/strategy/reports/${next}/issue`, { revision: '1', issuedAs: 'Head of commissioning' })
  expect(main((await sam.get(`/strategy/reports/${next}`)).body)).toContain('It replaces version 1.')
  expect(main((await sam.get(at)).body)).toContain('A newer version was issued')
  expect(main((await dana.post(`/strategy/reports/${next}/withdraw`, { why: '' })).body)).toContain('Enter why')
  await dana.post(`/strategy/reports/${next}/withdraw`, { why: 'A price was wrong' })
  expect(main((await sam.get(`/strategy/reports/${next}`)).body)).toContain('Reason: A price was wrong')
  const list = main((await sam.get('/strategy/reports?words=250%2C000')).body)
  expect(list).toContain('Replaced')
  expect(list).toContain('Withdrawn')
  expect(main((await sam.get('/strategy/reports?state=issued')).body)).toContain('No report fits')

  const thrown = idIn((await dana.post('/strategy/reports/new', words)).headers)
  await dana.post(`/strategy/reports/${thrown}/sections`, { scenarios: [first, second], revision: '1' })
  await dana.post(`/strategy/scenarios/${first}/end`, { why: 'Tried only' })
  expect(main((await dana.get(`/strategy/reports/${thrown}`)).body)).toContain('As printed (taken off the list')
  const left = main((await dana.get(`/strategy/reports/${thrown}/preview`)).body)
  expect(left).toContain('“As printed” was taken off the list of scenarios (Tried only)')
  expect(left).toContain('A is “More sharing”')
  expect(left).toContain('the target is £250,000 out of it')
  await dana.post(`/strategy/reports/${thrown}/discard`, {})
  expect((await dana.get(`/strategy/reports/${thrown}`)).status).toBe(404)

  const api = '/api/strategy/reports'
  const sent = { title: 'By program', audience: 'Cabinet', meetingOn: '2026-12-10', asked: 'Yes or no?' }
  const refused = await dana.api('POST', api, { ...sent, chosen: [{ kind: 'gossip' }] })
  expect(refused.status).toBe(400)
  expect(refused.body).toContain('There is no section “gossip”')
  const { reportId } = (await dana.api('POST', api, sent, 'one-key-for-one-draft')).json() as { reportId: string }
  expect((await dana.api('POST', api, sent, 'one-key-for-one-draft')).json()).toEqual({ reportId })
  const unready = await dana.api('POST', `${api}/${reportId}/issue`, { revision: 1, issuedAs: 'Officer' })
  expect(unready.status).toBe(422)
  expect((unready.json() as { faults: string[] }).faults).toHaveLength(2)
  const whole = { ...sent, recommendation: 'Yes.', chosen: [{ kind: 'papers' }], revision: 1 }
  expect((await dana.api('PUT', `${api}/${reportId}`, whole)).json()).toEqual({ revision: 2 })
  expect((await dana.api('PUT', `${api}/${reportId}`, whole)).status).toBe(409)
  expect((await sam.api('POST', `${api}/${reportId}/issue`, { revision: 2, issuedAs: 'Officer' })).status).toBe(403)
  expect((await dana.api('POST', `${api}/${reportId}/issue`, { revision: 2, issuedAs: 'Officer' })).status).toBe(200)
  expect((await sam.api('GET', `${api}/${reportId}`)).json()).toMatchObject({ number: 2, issuedAs: 'Officer' })
  expect((await sam.api('GET', `${api}?state=issued`)).json()).toMatchObject({ all: 1, reports: [{ id: reportId }] })

  const folder = mkdtempSync(join(tmpdir(), 'daywell-reports-'))
  const command = (...said: string[]) => commandOn(app.db, folder, 'strategy', ...said)
  expect((await command('reports')).text).toContain('By program')
  expect((await command('report', reportId)).text).toMatch(/Yes or no\?[\s\S]*Where every figure is from\n1\. /)
  for (const [said, why] of [
    [['report', 'x'], 'Name the report by its id'],
    [['report', thrown], 'There is no report with this id'],
    [['report', reportId, '--pdf'], 'Say where it goes: --pdf FILE.pdf'],
    [['report', reportId, '--html', 'report.pdf'], '--html writes a file whose name ends in .html'],
    [['report', reportId, '--pdf', 'no/such/report.pdf'], 'The file no/such/report.pdf cannot be written'],
  ] as const) {
    const { exit, text } = await command(...said)
    expect([said, exit > 0, text]).toEqual([said, true, expect.stringContaining(why)])
  }
  const all = ['--pdf', 'r.pdf', '--html', 'r.html', '--xlsx', 'r.xlsx']
  expect((await command('report', reportId, ...all)).text).toMatch(/^r.pdf, r.html, r.xlsx are written. Report 2/)
  const file = (name: string) => readFileSync(join(folder, name))
  expect((await readXlsx(file('r.xlsx'))).at(-1)?.name).toBe('Sources')
  // the same words as the page's own PDF
  const ofPage = readPdf((await dana.get(`/strategy/reports/${reportId}/pdf`)).bytes).text
  const here = readPdf(file('r.pdf')).text.replaceAll('Demonstration borough', 'Test borough')
  expect(here.replaceAll(' Synthetic demonstration data.', '')).toBe(ofPage)
  const html = file('r.html').toString('utf8')
  expect(html).toContain('Where every figure is from')
  expect(html).not.toMatch(/(href|src)="\/|url\(\/|@import|<script/)
  rmSync(folder, { recursive: true })
})
