import { type Pence, pence } from '../core/money.ts'

/**
 * Where a fraction of a penny goes: it is ignored, unless counting it as a whole penny helps the adult. So what a person has
 * or pays loses it, and what they keep gains it. SI 2014/2672, reg 11 (the heading was seen; the wording is from memory, and
 * a council may always be kinder).
 */
export const FRACTION_RULE = 'SI 2014/2672, reg 11'

/** Half of a joint amount the person has: a half-penny is dropped. Joint shares are equal (reg 24; guidance Annex C para 5). */
export function halfHeld(joint: Pence): Pence {
  return pence(Math.floor(joint / 2))
}

/** Half of a joint cost the person bears: a half-penny is theirs to keep, so it is rounded up. */
export function halfBorne(joint: Pence): Pence {
  return pence(Math.ceil(joint / 2))
}
