/** How a person was told their indicative budget. */
export const toldHow = {
  letter: 'A letter',
  easy_read: 'An easy-read page',
  in_person: 'In person, going through it together',
  phone: 'By phone',
  email: 'By email',
} as const
export type ToldHow = keyof typeof toldHow
