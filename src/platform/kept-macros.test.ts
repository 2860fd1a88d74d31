import nunjucks from 'nunjucks'
import { expect, test } from 'vitest'
import './kept-macros.ts'

const templates: Record<string, string> = {
  'macros.njk': '{% macro greet(name) %}{{ count() }} {{ name }}{% endmacro %}{% set made = count() %}',
  'page.njk': '{% import "macros.njk" as m %}{{ m.greet(who) }}',
  'told.njk': '{% import "macros.njk" as m with context %}{{ m.made }}',
}

function environment() {
  const loader = { getSource: (name: string) => ({ src: templates[name] ?? '', path: name, noCache: false }) }
  const env = new nunjucks.Environment(loader, { autoescape: true })
  let made = 0
  env.addGlobal('count', () => ++made)
  return env
}

test('macros imported without context are made once, and each page still has its own words', () => {
  const env = environment()
  expect(env.render('page.njk', { who: 'Nell' })).toBe('2 Nell')
  expect(env.render('page.njk', { who: '<b>' })).toBe('3 &lt;b&gt;')
})

test('what is imported with context is made for each page', () => {
  const env = environment()
  expect([env.render('told.njk', {}), env.render('told.njk', {})]).toEqual(['1', '2'])
})
