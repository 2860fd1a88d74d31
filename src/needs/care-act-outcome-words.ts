import type { CareActOutcome, ItemWords } from './assessed-items.ts'

/**
 * The ten outcomes in plain words, each with anchors for levels 0 to 4 as if no carer helped.
 * The outcomes are those of SI 2015/313 regulation 2(2); the wording and the anchors are ours.
 */
export const careActOutcomeWords: Readonly<Record<CareActOutcome, ItemWords>> = {
  a: {
    name: 'Eating and drinking well',
    asks: 'Managing and maintaining nutrition: getting food and drink, making it, and eating it.',
    mine: 'I eat and drink well',
    anchors: [
      'Shops, cooks and eats without help.',
      'Needs a reminder or a check now and then.',
      'Needs help with some meals most days.',
      'Needs help with every meal.',
      'Needs someone trained, or someone there all the time they eat or drink.',
    ],
  },
  b: {
    name: 'Keeping clean',
    asks: 'Maintaining personal hygiene: washing themselves and their clothes.',
    mine: 'I keep myself and my clothes clean',
    anchors: [
      'Washes and does laundry without help.',
      'Needs a reminder or things set out.',
      'Needs help with some of it most days.',
      'Needs help every time they wash.',
      'Needs two people, equipment or a trained person every time.',
    ],
  },
  c: {
    name: 'Using the toilet',
    asks: 'Managing toilet needs: getting to a toilet and managing there.',
    mine: 'I manage going to the toilet',
    anchors: [
      'Manages without help.',
      'Needs a reminder or to be shown the way.',
      'Needs some help most days.',
      'Needs help every time.',
      'Needs two people, a hoist or a trained person every time.',
    ],
  },
  d: {
    name: 'Getting dressed for the day',
    asks: 'Being appropriately clothed: dressing, and for the weather and the activity.',
    mine: 'I wear the right clothes for my day',
    anchors: [
      'Chooses clothes and dresses without help.',
      'Needs a reminder or clothes laid out.',
      'Needs help with some clothes most days.',
      'Needs help with all dressing.',
      'Needs two people or a trained person every time.',
    ],
  },
  e: {
    name: 'Being safe at home',
    asks: 'Being able to make use of the adult’s home safely: moving about it and using what is in it.',
    mine: 'I am safe at home',
    anchors: [
      'Moves about and uses the home safely.',
      'Needs a reminder or a check now and then.',
      'Needs some help most days, on steps or with appliances for example.',
      'Needs help each time they move about or use something that could hurt.',
      'Someone must be there all the time, or a trained person must help.',
    ],
  },
  f: {
    name: 'Looking after the home',
    asks: 'Maintaining a habitable home environment: clean, in repair, bills and basics in place.',
    mine: 'My home is fit to live in',
    anchors: [
      'Keeps the home without help.',
      'Needs a reminder about jobs and letters.',
      'Needs help with some jobs most weeks.',
      'Needs someone to do most jobs with them.',
      'Cannot take part; or the home is a danger without skilled help.',
    ],
  },
  g: {
    name: 'Friends, family and relationships',
    asks: 'Developing and maintaining family or other personal relationships, and not being alone.',
    mine: 'I see my friends and family',
    anchors: [
      'Makes and keeps friendships without help.',
      'Needs encouragement to meet people.',
      'Needs someone to arrange it or come along most times.',
      'Needs someone with them every time they meet people.',
      'Sees no one, or needs skilled support all the time with people.',
    ],
  },
  h: {
    name: 'Work, training, learning, volunteering',
    asks: 'Accessing and engaging in work, training, education or volunteering.',
    mine: 'I work, learn or volunteer',
    anchors: [
      'Finds and keeps what they want to do without help.',
      'Needs encouragement or a contact to turn to.',
      'Needs some help most times, to start or to keep going.',
      'Needs someone alongside every time.',
      'Needs skilled support all the time to take part.',
    ],
  },
  i: {
    name: 'Using places and transport near home',
    asks: 'Making use of necessary facilities or services in the local community, with public transport and recreation.',
    mine: 'I get out and use what is near me',
    anchors: [
      'Gets about and uses local places without help.',
      'Needs help to plan, or for new places only.',
      'Needs someone along for most trips.',
      'Needs someone along for every trip.',
      'Needs two people or skilled support for every trip, or cannot go out.',
    ],
  },
  j: {
    name: 'Caring for a child',
    asks: 'Carrying out any caring responsibilities the adult has for a child. Choose level 0 if there are none.',
    mine: 'I look after my child',
    anchors: [
      'No child to care for, or cares without help.',
      'Needs advice or a check now and then.',
      'Needs some help most days.',
      'Needs help with most of what the child needs each day.',
      'Cannot care for the child without someone there all the time.',
    ],
  },
}
