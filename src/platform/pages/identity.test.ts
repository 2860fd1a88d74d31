import nunjucks from 'nunjucks'
import { describe, expect, test } from 'vitest'
import { assetAddress, readAssetFiles } from '../asset-files.ts'

const files = readAssetFiles()
const env = new nunjucks.Environment(new nunjucks.FileSystemLoader(['src', 'node_modules/govuk-frontend/dist']), {
  throwOnUndefined: true,
  autoescape: true,
})
env.addGlobal('asset', (name: string) => {
  const file = files.get(name)
  if (file === undefined) throw new Error(`${name} is no asset`)
  return assetAddress(file)
})
for (const name of ['longDate', 'shortDate', 'money']) env.addFilter(name, (value: unknown) => String(value))

const given = {
  csrf: 'token',
  who: { name: 'Priya Raman', role: 'practitioner', does: 'social worker', signedIn: true },
  nav: [{ href: '/people', text: 'People', active: true }],
  flash: null,
  demo: true,
  trial: true,
  today: '2026-11-22',
  path: '/people',
  council: { name: 'Demo borough', phone: '0808 157 0123' },
  personBar: null,
}
const page = (layout: string, content: string, more: object = {}) =>
  env.renderString(
    `{% extends "platform/pages/${layout}.njk" %}{% import "platform/pages/components.njk" as dw %}{% import "platform/pages/tables.njk" as tables %}{% import "platform/pages/week.njk" as week %}{% block title %}A page{% endblock %}{% block content %}${content}{% endblock %}`,
    { ...given, ...more },
  )

test('a link in the dark head of staff pages is seen when a keyboard comes to it', () => {
  const sheet = String(files.get('staff.css')?.body)
  expect(sheet).toMatch(/\.dw-top a:focus\{[^}]*background:var\(--govuk-focus-colour\)/)
})

test('whoever is unsafe is told whom to tell, with a number where the council gives one', () => {
  const unsafe = (phone: string) =>
    /feel unsafe, [^.]*\./.exec(page('public', '', { council: { name: 'X', phone } }))?.[0]
  expect(unsafe('0808 157 0123')).toBe('feel unsafe, tell us now on the same number.')
  expect(unsafe('')).toBe('feel unsafe, tell the council or somebody you trust now.')
})

describe.each(['public', 'staff'])('the %s layout', (layout) => {
  test('has no script, no style in it, one main part and no word or drawing of GOV.UK', () => {
    const html = page(layout, '<h1>Hello</h1>')
    expect(html).not.toMatch(/<script|<style|style=|onclick|GOV\.UK|crown|crest|GDS/)
    expect(html.match(/<main/g)).toHaveLength(1)
    expect(html).toContain('lang="en-GB"')
  })
  test('says in words that the records are made up and the database a trial', () => {
    expect(page(layout, '')).toMatch(/Synthetic demonstration data/)
    expect(page(layout, '')).toMatch(/trial database; set DATABASE_URL for live records/)
    const live = page(layout, '', { demo: false, trial: false })
    expect(live).not.toMatch(/[Ss]ynthetic|trial database/)
  })
  test('shows what was done, and escapes it', () => {
    expect(page(layout, '', { flash: 'Saved <b>' })).toMatch(/role="alert"[\s\S]*Saved &lt;b&gt;/)
  })
  test('signs out by a form that carries the token', () => {
    expect(page(layout, '')).toMatch(
      /method="post" action="\/sign-out"><input type="hidden" name="_csrf" value="token">/,
    )
    const stranger = { who: { name: '', role: 'public', does: 'public', signedIn: false } }
    expect(page(layout, '', stranger)).toContain('href="/sign-in"')
  })
  test('names only assets that are sent', () => {
    const sent = new Set([...files.values()].map(assetAddress))
    const asked = [...page(layout, '{{ dw.sym("pot") }}').matchAll(/"(\/assets\/[^"#]+)/g)].map((found) => found[1])
    expect(asked.length).toBeGreaterThan(4)
    for (const address of asked) expect(sent).toContain(address)
  })
})

test('staff read what they do in the word the pages use, not its code', () => {
  expect(page('staff', '')).toContain('<span>Priya Raman · social worker</span>')
})

test('the identity bar says who, how to talk first, and which part of the record is open', () => {
  const personBar = {
    name: 'Nell Ashworth',
    preferredName: 'Nell',
    born: '1994-03-14',
    age: 32,
    team: 'Crewe team',
    area: null,
    howToTalk: 'Give me time',
    warnings: ['1 keep-apart rule'],
    tabs: [{ href: '/people/1', text: 'Overview', active: true }],
  }
  const html = page('staff', '', { personBar })
  expect(html.indexOf('Give me time')).toBeLessThan(html.indexOf('1 keep-apart rule'))
  expect(html).toMatch(/aria-current="page" href="\/people\/1">Overview/)
})

const parts: [string, string, RegExp][] = [
  ['errors', '{{ dw.errors([{ text: "Enter a name", href: "#name" }]) }}', /There is a problem[\s\S]*href="#name"/],
  ['pager', '{{ dw.pager({ page: 5, pages: 20, href: "/people?page=" }) }}', /Page 5 of 20" aria-current="page"/],
  ['empty', '{{ dw.empty({ title: "No one", text: "Look again", href: "/x", act: "All" }) }}', /No one[\s\S]*All/],
  ['counts', '{{ dw.counts([{ number: 0, text: "Reviews", note: "None", tone: "none" }]) }}', /<b>0<\/b>/],
  ['result', '{{ dw.result([{ label: "Budget", value: "£90.00", note: "a week" }]) }}', /£90\.00/],
  ['journey', '{{ dw.journeyBar([{ name: "Plan", state: "now", words: "Waits." }]) }}', /aria-current="step"/],
  ['fit', '{{ dw.fit([{ state: "no", text: "Full" }]) }}', /Does not fit: <\/span>Full/],
  ['secret', '{{ dw.secret({ id: "password", label: "Password" }) }}', /autocomplete="current-password"/],
  ['week', '{{ week.strip([{ short: "Mon", today: true, own: "My day", sessions: [] }], "h") }}', /My day/],
  ['steps', '{{ week.steps([{ when: "Monday", text: "Review" }]) }}', /Review/],
  ['timeline', '{{ dw.timeline([{ title: "Agreed", when: "1 May" }]) }}', /Agreed/],
  [
    'table',
    '{{ tables.table({ caption: "People", head: [{ text: "Name" }, { text: "Age", numeric: true }], rows: [{ cells: [{ text: "<b>", href: "/p" }, { text: 0 }] }], stacked: true }) }}',
    /&lt;b&gt;[\s\S]*data-l="Age">0</,
  ],
  [
    'filters',
    '{% call tables.filters({ action: "/p", clear: "/p", chosen: [{ text: "Crewe", href: "/p" }] }) %}{{ tables.select({ id: "team", label: "Team", items: [{ value: "1", text: "Crewe", selected: true }] }) }}{% endcall %}',
    /value="1" selected/,
  ],
  ['search', '{{ tables.searchForm({ action: "/p", label: "Name", value: "A\\"b" }) }}', /value="A&quot;b"/],
]
test.each(parts)('the part “%s” renders whole, with nothing undefined', (_name, source, expected) => {
  expect(page('staff', source)).toMatch(expected)
})

test.each([
  ['error', { status: 404, happened: 'There is no such page', todo: 'Check the address.', reference: null }],
  ['error', { status: 500, happened: 'Something broke', todo: 'Try again.', reference: 'abc' }],
  ['sign-in', { errors: [], at: {}, typed: {}, next: '', demoAccounts: null, demoPassword: null }],
  [
    'sign-in',
    {
      errors: [{ text: 'Enter your user name', href: '#username' }],
      at: { username: 'Enter your user name' },
      typed: { username: '' },
      next: '/people',
      demoAccounts: [{ username: 'priya', name: 'Priya', does: 'social worker' }],
      demoPassword: 'open',
    },
  ],
])('the page %s renders with what it is given: %o', (name, view) => {
  for (const role of ['practitioner', 'public'])
    expect(
      env.render(`platform/pages/${name}.njk`, {
        ...given,
        who: { name: 'A', role, does: role, signedIn: true },
        ...view,
      }),
    ).toContain('<h1')
})
