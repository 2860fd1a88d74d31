import { Parser } from 'htmlparser2'

const blocks = new Set(
  'address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th thead tr ul'.split(
    ' ',
  ),
)
const onceOnly = new Set(['br', 'hr', 'li'])
const silent = new Set(['head', 'iframe', 'noscript', 'object', 'script', 'style', 'svg', 'template', 'title'])
const markup = /<[a-z/!?][^<]*>|&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/i
const block = /<\/?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|section|blockquote)\b/i

/**
 * The words of a text that may hold HTML: paragraphs become lines, list items become lines with a dash, a link keeps
 * its address in brackets, entities become the letters they stand for (also when encoded twice), and no tag is left.
 * A text without HTML keeps its lines. Control characters, which no page needs and no database takes, are dropped.
 */
export function plainText(text: string): string {
  let words = tidyLines(clean(text))
  for (let pass = 0; pass < 10 && markup.test(words); pass++) words = tidyLines(clean(withoutMarkup(words)))
  return markup.test(words) ? words.replace(/[<>&]/g, ' ').replace(/ +/g, ' ').trim() : words
}

function withoutMarkup(html: string): string {
  const parts: string[] = []
  const links: { href: string; at: number }[] = []
  let muted = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (silent.has(name)) muted++
      if (name === 'li') parts.push('\n- ')
      else if (blocks.has(name)) parts.push('\n')
      if (name === 'a') links.push({ href: attributes['href'] ?? '', at: parts.length })
    },
    ontext(text) {
      if (muted === 0) parts.push(text)
    },
    onclosetag(name) {
      if (silent.has(name)) muted--
      if (blocks.has(name) && !onceOnly.has(name)) parts.push(name === 'p' || /^h\d$/.test(name) ? '\n\n' : '\n')
      const link = name === 'a' ? links.pop() : undefined
      if (link) parts.push(addressIn(link.href, parts.slice(link.at).join('')))
    },
  })
  // Lines of the source mean nothing once the text says itself where its paragraphs are.
  const source = block.test(html) ? html.replace(/\s+/g, ' ') : html
  parser.end(source.replace(/<(?=(?:[\w.+-]+@|(?:https?|ftp):))([^<>\s]*)>/gi, ' $1 '))
  return parts.join('')
}

/** " (https://…)" when a link's words do not already say its address; nothing for anchors and scripts. */
function addressIn(href: string, words: string): string {
  const address = href.trim().replace(/^(?:mailto|tel):/i, '')
  const follows = /^(?:https?:|mailto:|tel:)/i.test(href.trim())
  return follows && address !== '' && !words.includes(address) ? ` (${address})` : ''
}

const clean = (text: string) =>
  text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Surrogate}|[\u200b\u2060\ufeff]/gu, '')
    .replace(/[^\S\n]/gu, ' ')

const tidyLines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .join('\n')
    .replace(/^-\n+/gm, '- ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
