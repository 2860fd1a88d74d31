import { assert } from '../core/assert.ts'
import { shortNameOf } from './papers/papers.ts'
import { figuresByName } from './papers/printed-figures.ts'

/** What the key facts can be set beside, each by the name of its printed figure. */
const namesOf = {
  'cheshire-east': {
    people: 'ce22.users.individuals',
    uses: 'ce22.placements.total',
    own: 'ce22.placements.care4ce',
    outside: 'ce22.placements.external',
    spend: 'ce22.spend.total',
    ownSpend: 'ce22.spend.care4ce',
    outsideSpend: 'ce22.spend.external',
    residents: 'ce22.pop.total',
    socialCare: 'ce22.asc.open',
    socialCareShare: 'ce22.asc.dayPct',
    white: 'ce22.eth.white',
    otherGroups: 'ce22.eth.other',
    learningDisability: 'ce22.psr.ld',
    working: 'ce22.age.workingShare',
    older: 'ce22.age.olderShare',
    'area Macclesfield': 'ce22.geo.macclesfield',
    'area Crewe': 'ce22.geo.crewe',
    'group Learning disability': 'ce22.cost.ld',
    'group Physical and sensory': 'ce22.cost.psi',
    'group Older people': 'ce22.cost.older',
    'group Mental health': 'ce22.cost.mh',
    people2030: 'ce22.fc.total2030',
    older2030: 'ce22.fc.older.users2030',
  },
  nottinghamshire: {
    people: 'nt.users',
    spend: 'nt.budget',
    ownSpend: 'nt.budget.internal',
    outsideSpend: 'nt.budget.external',
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>

/** A figure of the council's own papers, ready to stand beside a live one. */
export interface PublishedFact {
  readonly value: number
  readonly bound: 'over' | 'under' | null
  /** Pounds for what is printed in millions. */
  readonly unit: 'people' | 'pounds' | '%'
  readonly where: string
}

/** What the council's papers print of a fact; nothing where they do not. */
export type PublishedFacts = (fact: string) => PublishedFact | undefined

/** The published facts of a council, by its folder's name; of a council whose papers are not known, none. */
export function publishedBy(council: string): PublishedFacts {
  const names: Readonly<Record<string, string>> = council in namesOf ? namesOf[council as keyof typeof namesOf] : {}
  return (fact) => {
    const name = names[fact]
    if (name === undefined) return undefined
    const figure = figuresByName.get(name)
    assert(figure?.value !== undefined && figure.value !== null, `${name} is no number`)
    const millions = figure.unit === 'GBP m'
    return {
      value: millions ? Math.round(figure.value * 1_000_000) : figure.value,
      bound: figure.bound,
      unit: millions ? 'pounds' : figure.unit === '%' ? '%' : 'people',
      where: `${shortNameOf(name)}, ${figure.paragraph.split('; ')[0]}`,
    }
  }
}
