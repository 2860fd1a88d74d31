import type { Voice } from '../people/index.ts'
import { NOT_CHECKED } from './amounts-of-day.ts'
import type { WorkingLine } from './working-line.ts'

/** What stands above a sum of a made-up borough that used an amount nobody has checked; each such line ends with a star. */
export const MADE_UP = 'This is a made-up borough. Some amounts are examples and are marked *.'

/** True for a line made from an amount that was only worked out or recalled. */
export const isExample = ({ mark }: Pick<WorkingLine, 'mark'>): boolean => mark === NOT_CHECKED

const plainer: readonly (readonly [RegExp, string])[] = [
  [/\bSI 2014\/2672, regs /g, 'regulations '],
  [/\bSI 2014\/2672, reg /g, 'regulation '],
  [/\bSI 2014\/2672, Schedule /g, 'Schedule '],
  [/\bregs (?=\d)/g, 'regulations '],
  [/\breg (?=\d)/g, 'regulation '],
  [/\bparas (?=\d)/g, 'paragraphs '],
  [/\bpara (?=\d)/g, 'paragraph '],
  [/(Schedule \d+) paragraph/g, '$1, paragraph'],
  [/\bss\.\s?(?=\d)/g, 'sections '],
  [/\bs\.\s?(?=\d)/g, 'section '],
  [/\bguidance (?=\d)/g, 'guidance, paragraph '],
  [/\bassumption: /g, 'the council’s own assumption: '],
]

/**
 * The law behind a line as a letter says it: "SI 2014/2672, reg 7(2)(c)" is "regulation 7(2)(c)". The page names the Regulations
 * and the day once. Where a figure was read is not part of it: that stands on the page of amounts set by law.
 */
export function plainCitation(citation: string): string {
  return plainer.reduce((text, [from, to]) => text.replace(from, to), citation)
}

/** What an officer wrote inside a sentence of ours: it stays as it was written. */
const WRITTEN = /What shows it: .*\. You can ask/

const mine: readonly (readonly [RegExp, string])[] = [
  [/\bTogether you\b/g, 'Together we'],
  [/\bboth of you\b/g, 'both of us'],
  [/\b(charges|lets|leaves|treats|tells?|for|of|with|to) you\b/g, '$1 me'],
  [/\btell us\b/g, 'tell the council'],
  [/\b[Yy]ou are\b/g, 'I am'],
  [/\bYour\b/g, 'My'],
  [/\byour\b/g, 'my'],
  [/\b[Yy]ou\b/g, 'I'],
]

const asItStands = (sentence: string) => sentence

/** A sentence of the sum as the person says it: "so you keep it" is "so I keep it"; `says` tells it of somebody else. */
export function inMyWords(text: string, says: Voice['says'] = asItStands): string {
  const written = WRITTEN.exec(text)
  if (written === null) return says(mine.reduce((said, [from, to]) => said.replace(from, to), text))
  const [kept] = written
  const until = kept.length - ' You can ask'.length
  const [before, own, after] = [text.slice(0, written.index), kept.slice(0, until), text.slice(written.index + until)]
  return `${inMyWords(before, says)}${own}${inMyWords(after, says)}`
}
