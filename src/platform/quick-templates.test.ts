import nunjucks from 'nunjucks'
import { expect, test } from 'vitest'
import './quick-templates.ts'

const render = (src: string, view: object) =>
  new nunjucks.Environment(null, { autoescape: true }).renderString(src, view)

test('a variable set in a template is read there, in a loop and in a block, and an inner one does not leave its loop', () => {
  expect(
    render('{% set a = 1 %}{% for b in list %}{% set a = a + b %}{{ a }},{% endfor %}{{ a }}', { list: [1, 2] }),
  ).toBe('2,4,4')
  expect(render('{% for b in list %}{{ loop.index }}{{ b }}{% endfor %}{{ b }}', { list: ['x', 'y'] })).toBe('1x2y')
  expect(
    render(
      '{% macro m(a, b=2) %}{% set c = a + b %}{{ c }}{% endmacro %}{% set c = 9 %}{{ m(1) }}{{ m(1, b=5) }}{{ c }}',
      {},
    ),
  ).toBe('369')
})

test('what a set block holds is text, and a name set under a condition stays', () => {
  const src = '{% set t %}<b>{{ who }}</b>{% endset %}{% if who %}{% set who = "Nell" %}{% endif %}{{ t }}{{ who }}'
  expect(render(src, { who: 'Ann' })).toBe('&lt;b&gt;Ann&lt;/b&gt;Nell')
})

test('a loop in a loop keeps its own count, and what has to be escaped is', () => {
  const src =
    '{% for a in list %}{{ loop.index }}{% for b in list %}{{ loop.index0 }}{{ loop.last }}{% endfor %}{{ loop.first }};{% endfor %}{{ text }}'
  expect(render(src, { list: [1, 2], text: `a & "b" 'c' <d> \\` })).toBe(
    '10false1truetrue;20false1truefalse;a &amp; &quot;b&quot; &#39;c&#39; &lt;d&gt; &#92;',
  )
})
