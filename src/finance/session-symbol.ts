/** Which drawing stands beside which kind of session, by words in its name; a star for everything else. */
const drawings: readonly (readonly [RegExp, string])[] = [
  [/cook|bak|kitchen|lunch|food|meal/i, 'pot'],
  [/swim|pool|water/i, 'swim'],
  [/garden|allotment|grow|plant|nature|farm/i, 'plant'],
  [/music|sing|choir|drum|band|danc/i, 'music'],
  [/caf[eé]|coffee|\btea\b|\bwork\b|\bjob|volunt|employ/i, 'cup'],
  [/park|woodland|forest|outdoor|walk/i, 'tree'],
  [/football|sport|gym|fit|games|cricket|bowls|boccia/i, 'football'],
  [/art|craft|sew|knit|textile|pottery|make/i, 'sew'],
  [/shop|town|market|travel/i, 'shop'],
  [/friend|social|club|meet|drop.?in|group|community/i, 'friends'],
  [/home/i, 'home'],
  [/calm|quiet|sensory|relax|yoga|mindful/i, 'quiet'],
]

/** The drawing for a session, from its name. It stands beside the words and never instead of them. */
export function sessionSymbol(title: string): string {
  return drawings.find(([words]) => words.test(title))?.[1] ?? 'star'
}

/** The drawing for a goal, from the part of life it belongs to (Care Act outcome a to j). */
export function goalSymbol(careActItem: string): string {
  const symbols: Record<string, string> = {
    a: 'pot',
    d: 'person',
    e: 'home',
    f: 'home',
    g: 'friends',
    h: 'cup',
    i: 'tree',
    j: 'heart',
  }
  return symbols[careActItem] ?? 'star'
}

const ways: Record<string, { readonly symbol: string; readonly words: string; readonly short: string }> = {
  walk: { symbol: 'walk', words: 'I walk or wheel there.', short: 'I walk or wheel there.' },
  bus: { symbol: 'bus', words: 'I go on the bus or train.', short: 'I go on the bus.' },
  travel_training: {
    symbol: 'bus',
    words: 'I go on the bus. Someone helps me learn the way.',
    short: 'I learn to go on the bus.',
  },
  family: { symbol: 'car', words: 'Family or a friend takes me.', short: 'Family or a friend takes me.' },
  motability: { symbol: 'car', words: 'I go in my own or my Motability car.', short: 'I go in the car.' },
  shared_transport: { symbol: 'minibus', words: 'The minibus takes me.', short: 'The minibus takes me.' },
  taxi: { symbol: 'car', words: 'A taxi takes me.', short: 'A taxi takes me.' },
}

/** How the person gets there, in their own words; nothing when it has not been settled. */
export const gettingThere = (mode: string | undefined) => (mode === undefined ? undefined : ways[mode])
