import { type Shown, shownTotal, suppress } from '../core/small-numbers.ts'

/** How somebody feels about a service; each with a face. */
export const feelings = ['good', 'so_so', 'bad'] as const
export type Feeling = (typeof feelings)[number]
const words: Record<Feeling, string> = { good: 'Good', so_so: 'So-so', bad: 'Bad' }
/** A feeling about a service as its button says it. */
export const feelingWords = (feeling: Feeling) => words[feeling]
/** The drawing beside the word. */
export const feelingSymbols: Record<Feeling, string> = { good: 'good', so_so: 'ok', bad: 'bad' }

export const speakers = ['person', 'carer', 'advocate', 'other'] as const
export type Speaker = (typeof speakers)[number]
const speakerTexts: Record<Speaker, string> = {
  person: 'I go there',
  carer: 'I look after somebody who goes there',
  advocate: 'I speak up for somebody who goes there',
  other: 'Somebody else',
}
/** Who speaks, as they would say it of themselves. */
export const speakerWords = (speaker: Speaker) => speakerTexts[speaker]

export interface VoiceCounts {
  readonly good: number
  readonly soSo: number
  readonly bad: number
}
export const noVoices: VoiceCounts = { good: 0, soSo: 0, bad: 0 }

/** What may be shown of how many said what: nothing of fewer than five people, and no small number that could point at somebody. */
export function shownVoices({ good, soSo, bad }: VoiceCounts): { total: Shown; counts: Record<Feeling, Shown> } | null {
  const all = [good, soSo, bad]
  const total = shownTotal(all)
  if (total === 'hidden' || total === 0) return null
  const [row = []] = suppress([all])
  const [first = 'hidden', second = 'hidden', third = 'hidden'] = row
  return { total, counts: { good: first, so_so: second, bad: third } }
}
