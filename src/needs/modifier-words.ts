import type { ItemWords, Modifier } from './assessed-items.ts'

/**
 * Four things that make any outcome take more support. They come from Daywell's allocation design, not from the law,
 * so they never count towards eligibility; they count for the indicative budget only.
 */
export const modifierWords: Readonly<Record<Modifier, ItemWords>> = {
  x1: {
    name: 'Time alone in the day',
    asks: 'How long the person can safely be alone while awake.',
    mine: 'Being on my own in the day',
    anchors: [
      'Can be alone all day.',
      'Can be alone most of the day with a call or a check.',
      'Can be alone for a few hours.',
      'Can be alone for up to an hour.',
      'Cannot safely be left alone at all.',
    ],
  },
  x2: {
    name: 'Help at night',
    asks: 'What help the person needs between going to bed and getting up.',
    mine: 'Help at night',
    anchors: [
      'Needs nobody at night.',
      'Needs someone to phone or an alarm.',
      'Needs help on some nights.',
      'Needs help once or more every night.',
      'Needs someone awake beside them at night.',
    ],
  },
  x3: {
    name: 'Being in a group',
    asks: 'Support with communication or behaviour when others are there.',
    mine: 'Being in a group',
    anchors: [
      'Joins groups without support.',
      'Needs a quiet word or a short break now and then.',
      'Needs someone nearby who knows how they communicate.',
      'Needs one person’s attention most of the time.',
      'Needs skilled one-to-one support or more all the time.',
    ],
  },
  x4: {
    name: 'Health and moving during activities',
    asks: 'Medication, moving, eating safely or health tasks while out or at a session.',
    mine: 'Help with my health when I am out',
    anchors: [
      'Needs no health or physical support.',
      'Needs a reminder, of tablets for example.',
      'Needs some hands-on help.',
      'Needs hands-on help several times in a session.',
      'Needs two people, a hoist or a trained person all the time.',
    ],
  },
}
