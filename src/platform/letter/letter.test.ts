import { expect, test } from 'vitest'
import { pdfAccessFaults } from '../../../test/support/pdf-access-faults.ts'
import { readPdf } from '../../../test/support/read-pdf.ts'
import { letterParts } from './letter-parts.ts'
import { letterPdf } from './letter-pdf.ts'
import { symbolShapes } from './symbol-shapes.ts'

const head = {
  title: 'My budget',
  council: { name: 'Test borough', phone: '0808 157 0123' },
  date: 'Sunday 22 November 2026',
  made: new Date('2026-11-22T12:00:00Z'),
  easyRead: false,
  demo: false,
}
const row = (label: string, amount: string, more = '') =>
  `<tr${more}><th scope="row">${label}<span class="dw-cite">Regulation 7 &amp; more</span></th><td>${amount}</td></tr>`
const page = (rows: string) => `<body><header>Menu</header><main>
<div class="dw-tools"><a>Easy Read</a></div><h1><span class="govuk-caption-xl">A first idea</span>My budget</h1>
<p class="dw-answer__sum">£258.60 <span>a week</span></p><p class="govuk-body">It is <strong>not</strong>
  a limit.</p><p class="dw-screen">Print</p><p><a href="/x">Change it</a></p><form><button>Send</button></form>
<table><caption>Every line</caption><thead><tr><th>What</th><th class="govuk-table__header--numeric">Each week</th></tr></thead>
<tbody>${rows}${row('All', '−£258.60', ' class="dw-row--total"')}</tbody></table>
<ol><li><strong>I need more</strong>I can ask.</li></ol>
<ul><li><svg><use href="/assets/symbols.svg?v=1#s-pot"></use></svg><p>I cook.</p></li></ul></main><footer>Foot</footer></body>`

test('a page is read as the parts of a letter: what it says, without what belongs to the screen', () => {
  expect(letterParts(page(row('Food', '£1.00')))).toEqual([
    { is: 'heading', level: 1, text: 'My budget' },
    { is: 'small', text: 'A first idea' },
    { is: 'sum', text: '£258.60 a week' },
    { is: 'paragraph', text: 'It is not a limit.' },
    {
      is: 'table',
      caption: 'Every line',
      head: ['What', 'Each week'],
      numeric: [false, true],
      rows: [
        { cells: ['Food', '£1.00'], small: 'Regulation 7 & more', total: false },
        { cells: ['All', '−£258.60'], small: 'Regulation 7 & more', total: true },
      ],
    },
    { is: 'list', ordered: true, items: [{ lead: 'I need more', text: 'I can ask.', symbol: '' }] },
    { is: 'list', ordered: false, items: [{ lead: '', text: 'I cook.', symbol: 'pot' }] },
  ])
})

test('a letter opens as PDF with its title, its language, every word, and a structure for a screen reader', async () => {
  const read = readPdf(await letterPdf(letterParts(page(row('Food', '£1.00'))), head))
  expect(read).toMatchObject({ title: 'My budget', language: 'en-GB', pages: 1 })
  for (const words of [
    'Test borough',
    'Sunday 22 November 2026',
    '£258.60 a week',
    '−£258.60',
    'I need more. I can ask.',
  ])
    expect(read.text).toContain(words)
  for (const words of ['0808 157 0123', 'Regulation 7 & more', 'I cook.', 'Page 1 of 1'])
    expect(read.text).toContain(words)
  for (const kind of ['Document', 'H1', 'P', 'Table', 'Caption', 'TR', 'TH', 'TD', 'L', 'LI', 'Lbl', 'LBody'])
    expect(read.structure).toContain(kind)
})

test('a long table goes over to more pages, and no line of it is lost', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => row(`Line ${at + 1}.`, `£${at + 1}.00`)).join('')
  const read = readPdf(await letterPdf(letterParts(page(rows)), { ...head, easyRead: true, demo: true }))
  expect(read.pages).toBeGreaterThan(2)
  for (let at = 1; at <= 60; at++) expect(read.text).toContain(`Line ${at}. `)
  // The heads stand at the top of each page that the table goes over to; who listens has them once.
  expect(read.text.split('Each week').length - 1).toBeGreaterThan(1)
  expect(read.text).toContain(`Page ${read.pages} of ${read.pages}`)
  expect(read.text).toContain('Synthetic demonstration data')
})

test('a name with letters beyond Latin-1 is written with its own letters', async () => {
  const read = readPdf(await letterPdf(letterParts('<main><p>Łukasz Őry told Ștefan on Sunday.</p></main>'), head))
  expect(read.text.replaceAll(' ', '')).toContain('ŁukaszŐrytoldȘtefanonSunday.'.replaceAll(' ', ''))
})

test('every drawing of the sprite can be drawn', async () => {
  expect(symbolShapes('pot').length).toBeGreaterThan(1)
  expect(symbolShapes('nothing')).toEqual([])
})

test('a drawing that is marked for paper is drawn there, with its key and what it says; others are left out', async () => {
  const svg = (more: string) =>
    `<svg viewBox="0 0 100 40" role="img" font-size="12.5" fill="#172b2d"><title>Spend</title><desc>Own £3; outside £1</desc>${more}</svg>`
  const shapes =
    '<rect x="0" y="2" width="60" height="9" fill="#0f5557"/><line x1="0" x2="9" y1="1" y2="1" stroke="#000"/><circle cx="5" cy="5" r="3"/><text x="50" y="20" text-anchor="middle"><tspan font-weight="700">£3m drawn</tspan></text>'
  const key = '<ul class="dw-key"><li><svg><rect fill="#0f5557"/></svg>Own services</li></ul>'
  const html = `<main><figure class="dw-on-paper">${svg(shapes)}${key}<figcaption>North at the top.</figcaption></figure><figure>${svg('<text>not drawn</text>')}</figure></main>`
  const parts = letterParts(html)
  expect(parts.map(({ is }) => is)).toEqual(['drawing', 'paragraph'])
  const read = readPdf(await letterPdf(parts, head))
  for (const words of ['£3m drawn', 'Own services', 'North at the top.']) expect(read.text).toContain(words)
  expect(read.text).not.toContain('not drawn')
  expect(read.structure).toContain('Figure')
})

test('no figure and no word of a wide table is broken: what has no room stands below, under the first column again', async () => {
  const cells = Array.from({ length: 6 }, (_, at) => `−£${at + 1},649,000 to −£${at + 1},401,000`)
  const heads = cells.map((_, at) => `<th scope="col" class="govuk-table__header--numeric">Unpaid ${at}</th>`).join('')
  const html = `<main><table class="govuk-table"><caption>Ranges</caption><thead><tr><th scope="col">Year</th>${heads}</tr></thead><tbody><tr><th scope="row">2026/27</th>${cells.map((one) => `<td>${one}</td>`).join('')}</tr></tbody></table></main>`
  const whole = await letterPdf(letterParts(html), head)
  const { text } = readPdf(whole)
  for (const [at, one] of cells.entries()) for (const said of [one, `Unpaid ${at}`]) expect(text).toContain(said)
  expect(text).toContain('Ranges (continued)')
  expect(text.split('2026/27').length - 1).toBeGreaterThan(1)
  expect(pdfAccessFaults(whole)).toEqual([])
})

test('a heading goes to the next page with the drawing that it is about', async () => {
  const filled = Array.from({ length: 16 }, () => '<p>Words.</p>').join('')
  const drawn =
    '<figure class="dw-on-paper"><svg viewBox="0 0 300 300" role="img"><text y="9">Drawn</text></svg></figure>'
  const { text } = readPdf(await letterPdf(letterParts(`<main>${filled}<h3>Spend</h3>${drawn}</main>`), head))
  expect(text.indexOf('Spend')).toBeGreaterThan(text.indexOf('Page 1 of 2'))
})

test('a heading and the sentence over a drawing go to the next page with it', async () => {
  const filled = Array.from({ length: 14 }, () => '<p>Words.</p>').join('')
  const drawn =
    '<figure class="dw-on-paper"><svg viewBox="0 0 300 300" role="img"><text y="9">Drawn</text></svg></figure>'
  const whole = `<main>${filled}<h2>Supply</h2><p>Crewe has most.</p>${drawn}</main>`
  const { text } = readPdf(await letterPdf(letterParts(whole), head))
  for (const said of ['Supply', 'Crewe has most.', 'Drawn'])
    expect([said, text.indexOf(said) > text.indexOf('Page 1 of 2')]).toEqual([said, true])
})

test('a letter holds what of PDF/UA can be read from its bytes, whatever levels and drawings the page has', async () => {
  const svg = (said: string) =>
    `<figure class="dw-on-paper"><svg viewBox="0 0 9 9" role="img">${said}<rect width="3" height="3"/></svg></figure>`
  const rows = Array.from({ length: 30 }, (_, at) => row(`Line ${at}`, '£1')).join('')
  const html = `<main><h2>First</h2><h3>Second</h3><h1>Third</h1><h3>Fourth</h3>${svg('')}${svg('<title>Spend</title>')}</main>`
  const whole = await letterPdf(letterParts(page(rows)), { ...head, easyRead: true, demo: true })
  expect(pdfAccessFaults(whole)).toEqual([])
  const odd = await letterPdf(letterParts(html), head)
  expect(pdfAccessFaults(odd)).toEqual([])
  const kinds = readPdf(odd).structure.filter((kind) => /^(H\d|Figure)$/.test(kind))
  expect(kinds).toEqual(['H1', 'H2', 'H1', 'H2', 'Figure'])
})

test('what PDF/UA asks for and a file lacks is told', async () => {
  const whole = await letterPdf(letterParts(page(row('Food', '£1.00'))), head)
  const changed = (from: string, to: string) =>
    pdfAccessFaults(Buffer.from(whole.toString('latin1').replaceAll(from, to.padEnd(from.length)), 'latin1'))
  expect(changed('/Lang (en-GB)', '')).toEqual(['the catalogue names no language'])
  expect(changed('/Marked true', '/Marked no')).toEqual(['the file is not marked as tagged'])
  expect(changed('/DisplayDocTitle true', '')).toEqual(['the window does not show the title'])
  expect(changed('/Scope /Row', '')).toEqual(['a head of a table does not say of what'])
  expect(changed('/S /H1', '/S /H3')).toEqual(['a heading of level 3 stands below one of level 0'])
  expect(changed('/FontFile2', '/FontFileX')).toEqual(['a typeface is not embedded'])
  expect(changed('/StructParents', '/StructX')).toEqual(['a page is not tied to the structure'])
})
