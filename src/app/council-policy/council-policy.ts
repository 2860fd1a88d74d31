import { assert } from '../../core/assert.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { includes } from '../../core/period.ts'
import type { PolicyKey, ValueOf } from './policy-keys.ts'
import type { Citation, CouncilCard, DatedValue, PolicyValue } from './policy-value.ts'

/** A value as it was read: its key, the file it stands in, and every dated version of it. */
export interface Loaded {
  readonly key: string
  readonly file: string
  readonly topic: string
  readonly topicTitle: string
  readonly name: string
  readonly kind: PolicyValue['kind']
  readonly unit: string | undefined
  readonly dated: readonly DatedValue[]
}

/** Where a value comes from: a paper and paragraph, or our own choice with its reason. */
export type Source =
  | { readonly kind: 'cited'; readonly paper: string; readonly paperDate: CalendarDate; readonly citation: Citation }
  | { readonly kind: 'assumed'; readonly why: string }

/** A council's own dated figures and rules, checked when they were read. */
export interface CouncilPolicy {
  readonly card: CouncilCard
  /** The value in force on a day. Stops and names key and day when there is none: never the nearest. */
  value<Key extends PolicyKey>(key: Key, on: CalendarDate): ValueOf<Key>
  /** Every version of a value that is in force at some time between two days, oldest first. */
  between<Key extends PolicyKey>(key: Key, from: CalendarDate, until: CalendarDate): ValueOf<Key>[]
  /** A measured or planned figure for a day, or nothing when the papers give none for it. */
  figure(key: string, on: CalendarDate): number | undefined
  /** Says for any value and day whether it is cited or assumed, so that a page can show it. */
  source(key: string, on: CalendarDate): Source
  has(key: string): boolean
  /** Everything, in the order of the files, for the public page and the command line. */
  readonly all: readonly Loaded[]
  sourceOf(dated: DatedValue): Source
}

/**
 * A council’s policy from its files, each value with its paper or its assumption. A value with neither is a bug: it is
 * not let in.
 */
export function policyOf(card: CouncilCard, loaded: ReadonlyMap<string, Loaded>): CouncilPolicy {
  const versionOn = (key: string, on: CalendarDate) => loaded.get(key)?.dated.find((dated) => includes(dated, on))
  const sourceOf = (dated: DatedValue): Source => {
    if (dated.assumption !== undefined) return { kind: 'assumed', why: dated.assumption }
    const paper = card.papers.find(({ id }) => id === dated.citation?.paper)
    assert(dated.citation !== undefined && paper !== undefined, 'a value without a source was let in')
    return { kind: 'cited', paper: paper.title, paperDate: paper.date, citation: dated.citation }
  }
  const inForce = (key: string, on: CalendarDate): DatedValue => {
    const dated = versionOn(key, on)
    assert(dated !== undefined, `${card.shortName}: no value of ${key} on ${on}`)
    return dated
  }
  return {
    card,
    value: (key, on) => inForce(key, on).value as ValueOf<typeof key>,
    between: (key, from, until) =>
      (loaded.get(key)?.dated ?? [])
        .filter((dated) => dated.from <= until && (dated.until === undefined || from <= dated.until))
        .map((dated) => dated.value as ValueOf<typeof key>),
    figure: (key, on) => versionOn(key, on)?.value as number | undefined,
    source: (key, on) => sourceOf(inForce(key, on)),
    has: (key) => loaded.has(key),
    all: [...loaded.values()],
    sourceOf,
  }
}
