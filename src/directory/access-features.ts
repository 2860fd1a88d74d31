/** What a place or an opportunity offers to people who need it, in the words of the page. Codes stand in `access_features`. */
export const accessFeatures = [
  { code: 'step_free', words: 'Step-free', yes: 'step-free from the street', symbol: 'ramp' },
  { code: 'wheelchair', words: 'Wheelchair', yes: 'room to use a wheelchair everywhere', symbol: 'wheelchair' },
  { code: 'changing_place', words: 'Changing place', yes: 'changing place', symbol: 'hoist' },
  { code: 'hoist', words: 'Hoist', yes: 'hoist', symbol: 'hoist' },
  { code: 'toilet', words: 'Accessible toilet', yes: 'accessible toilet', symbol: 'wheelchair' },
  { code: 'quiet', words: 'Quiet space', yes: 'quiet space to rest in', symbol: 'quiet' },
  { code: 'hearing_loop', words: 'Hearing loop', yes: 'hearing loop', symbol: 'ear' },
  { code: 'signing', words: 'Signing', yes: 'someone who signs', symbol: 'say' },
  {
    code: 'communication',
    words: 'Help to communicate',
    yes: 'staff who use signs, pictures or a communication aid with you',
    symbol: 'say',
  },
  { code: 'personal_care', words: 'Personal care', yes: 'help with personal care', symbol: 'heart' },
  { code: 'carer_welcome', words: 'Room for a carer', yes: 'your carer or assistant is welcome', symbol: 'friends' },
  { code: 'parking', words: 'Blue Badge parking', yes: 'Blue Badge parking by the door', symbol: 'car' },
  { code: 'minibus', words: 'Minibus', yes: 'minibus, where it is in your plan', symbol: 'minibus' },
] as const

/** Things of which each date of a session has only so many, so that one is taken for whoever needs it. */
export const countedThings = [
  { code: 'hoist', words: 'A hoist' },
  { code: 'changing_place', words: 'A changing place' },
  { code: 'wheelchair_space', words: 'A space for a wheelchair' },
] as const
export const countedCodes = countedThings.map(({ code }) => code)

/** "step-free from the street": how a feature, or a thing that is counted, reads in a sentence. */
export function thingWords(code: string): string {
  return accessFeatures.find((feature) => feature.code === code)?.yes ?? code.replaceAll('_', ' ')
}

export type AccessFeature = (typeof accessFeatures)[number]['code']
export const accessFeatureCodes = accessFeatures.map(({ code }) => code)

/** Yes when it is offered, no when somebody said it is not ("no:hoist"), and ask when nobody has said. */
export type AccessAnswer = 'yes' | 'no' | 'ask'

/** The answer for one feature, from the codes of the opportunity and of its places together; a yes at any of them counts. */
export function accessAnswer(feature: AccessFeature, codes: readonly string[]): AccessAnswer {
  if (codes.includes(feature)) return 'yes'
  return codes.includes(`no:${feature}`) ? 'no' : 'ask'
}

/** True for a code that may stand in `access_features`: a feature, or "no:" and a feature. */
export const isAccessCode = (code: string): boolean =>
  (accessFeatureCodes as readonly string[]).includes(code.replace(/^no:/, ''))
