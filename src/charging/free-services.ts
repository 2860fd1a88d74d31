/**
 * Support that must be free, whoever receives it. The first six weeks of reablement and intermediate care must be a named
 * finding; a council may leave it free for longer.
 */
const grounds = {
  reablement: {
    words: 'Reablement: at least the first six weeks are free',
    citation: 'SI 2014/2672, reg 3(2)(b)',
  },
  intermediate_care: {
    words: 'Intermediate care: at least the first six weeks are free',
    citation: 'SI 2014/2672, reg 3(2)(b)',
  },
  section_117: { words: 'After-care under the Mental Health Act is free', citation: 'Mental Health Act 1983, s.117' },
  continuing_healthcare: {
    words: 'What the NHS must provide is free',
    citation: 'Care and Support Statutory Guidance, chapter 8',
  },
  carer: {
    words: 'A carer is never charged for care given to the person they look after',
    citation: 'Care Act 2014, s.14(3)',
  },
  equipment: {
    words: 'An aid, or a minor adaptation that costs £1,000 or less, is free',
    citation: 'SI 2014/2672, reg 3(2)(a)',
  },
  vcjd: { words: 'Care for a person with variant Creutzfeldt-Jakob disease is free', citation: 'SI 2014/2672, reg 4' },
  council_choice: { words: 'The council chose to make this free', citation: 'Care Act 2014, s.14(1)' },
} as const satisfies Record<string, { words: string; citation: string }>

/** The ground on which support is free. */
export type FreeGround = keyof typeof grounds

/** Every ground, for forms and schemas. */
export const freeGrounds = Object.keys(grounds) as [FreeGround, ...FreeGround[]]

/** Why it is free, in words, with the law. */
export const freeGround = (ground: FreeGround): { readonly words: string; readonly citation: string } => grounds[ground]

/** Reablement may not be charged in these first days, whatever the council's policy: six weeks (reg 3(2)(b)). */
export const REABLEMENT_FREE_DAYS = 42
