import { accept, type Outcome, refuse } from '../core/outcome.ts'

/** Ways to get there, in the order they are looked at; the last three may be paid for. */
export const transportOptions = [
  'walk',
  'bus',
  'travel_training',
  'family',
  'motability',
  'shared_transport',
  'taxi',
] as const
export type TransportOption = (typeof transportOptions)[number]

export const transportWords: Readonly<Record<TransportOption, string>> = {
  walk: 'Walks or wheels there',
  bus: 'Bus or train',
  travel_training: 'Bus, with travel training',
  family: 'Family or friend, willing and able',
  motability: 'Own or Motability car',
  shared_transport: 'Shared transport',
  taxi: 'Taxi',
}

/** Ways that cost the council nothing beyond the session. */
const withoutFunding: readonly TransportOption[] = ['walk', 'bus', 'travel_training', 'family', 'motability']

export type TransportRefusal = 'need_not_assessed' | 'options_not_tried' | 'tried_and_works'

/** Each way looked at, and whether it works for this person and this journey. */
export interface TriedOption {
  readonly option: TransportOption
  readonly works: boolean
}

/**
 * Transport is decided on the person's needs, session by session. Paid transport is agreed only where the need for it was
 * assessed and every way that needs no money was looked at and does not work; family counts only when willing and able.
 * A blanket rule ("we do not pay for transport") is never a reason.
 */
export function transportDecision({
  chosen,
  tried,
  assessedNeed,
}: {
  chosen: TransportOption
  tried: readonly TriedOption[]
  assessedNeed: boolean
}): Outcome<{ funded: boolean }, TransportRefusal> {
  if (withoutFunding.includes(chosen)) return accept({ funded: false })
  if (!assessedNeed) return refuse('need_not_assessed')
  const free = withoutFunding.map((option) => tried.find((one) => one.option === option))
  if (free.some((one) => one === undefined)) return refuse('options_not_tried')
  if (free.some((one) => one?.works)) return refuse('tried_and_works')
  return accept({ funded: true })
}
