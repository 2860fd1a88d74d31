import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from './plain-text.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const tag = /<[a-z/!?][^<]*>/i
const entity = /&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/i

describe('plain text', () => {
  test.each([
    ['paragraphs become lines', '<p>Come in.</p><p>Sit&nbsp;down.</p>', 'Come in.\n\nSit down.'],
    ['a list keeps its items apart', '<ul><li>Tea</li><li>Cake</li></ul>', '- Tea\n- Cake'],
    [
      'a link keeps its address',
      'See <a href="https://example.org/x" target="">Facebook</a>',
      'See Facebook (https://example.org/x)',
    ],
    [
      'an address written out is not said twice',
      '<a href="https://example.org">https://example.org</a>',
      'https://example.org',
    ],
    ['a mail link shows the address', '<a href="mailto:tea@example.org">Write</a>', 'Write (tea@example.org)'],
    [
      'named and numbered entities are letters',
      'caf&eacute; &pound;5 &#8217;til &#x37;pm &hellip;',
      'café £5 ’til 7pm …',
    ],
    ['entities encoded twice are read twice', 'Tea &amp;amp; cake &amp;lt;br&amp;gt; here', 'Tea & cake\nhere'],
    ['an ampersand alone stays', 'AT&T, R&D, fish & chips', 'AT&T, R&D, fish & chips'],
    [
      'less-than in a sentence stays',
      'for people aged < 65 and 5 < 6, with a <3',
      'for people aged < 65 and 5 < 6, with a <3',
    ],
    ['an address in angle brackets stays', 'Write to <tea@example.org> today<br>', 'Write to tea@example.org today'],
    ['scripts and styles say nothing', '<style>p{}</style>Hello<script>alert(1)</script>', 'Hello'],
    ['lines of plain text stay', 'One\r\nTwo\n\n\n\nThree  \t four', 'One\nTwo\n\nThree four'],
    ['a broken tag leaves no tag', '<p class="x>Hello', ''],
    ['characters no database takes are dropped', 'a\u0000b\u0007c\ud800d', 'abcd'],
  ])('%s', (_, html, words) => {
    expect(plainText(html)).toBe(words)
  })

  test('no tag and no entity is ever left, and reading the result again changes nothing', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<br/>',
        '&nbsp;',
        '&amp;',
        '&lt;',
        '&gt;',
        '<',
        '>',
        '&',
        ';',
        '<a href="x">',
        '<!--',
        'lt;',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const words = plainText(pieces.join(''))
        expect(words).not.toMatch(tag)
        expect(words).not.toMatch(entity)
        expect(plainText(words)).toBe(words)
      }),
      { numRuns: RUNS },
    )
  })
})
