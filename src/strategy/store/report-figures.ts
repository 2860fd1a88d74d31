import type { AssurancePolicyOn, TravelPolicyOn } from '../../directory/index.ts'
import { directoryTowns } from '../../directory/store.ts'
import type { MarketPolicyOn } from '../../market/index.ts'
import { servicesKnown } from '../../market/store.ts'
import type { Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'
import type { BoroughPolicyOn } from '../borough-policy.ts'
import type { ClimatePolicyOn } from '../buildings/climate-policy.ts'
import { besideRecords, factsOf } from '../coarse-facts.ts'
import { areaMiddles, coverageFigures } from '../coverage/figures.ts'
import { wayOf } from '../coverage/today.ts'
import { needsAnalysis } from '../needs-analysis/needs-analysis.ts'
import { papersChecked } from '../papers/checked-papers.ts'
import { buildingsSection } from '../report/buildings-section.ts'
import { coverageSection } from '../report/coverage-section.ts'
import { type ChosenSection, draftFaults, type ReportDraft, type Risk } from '../report/draft.ts'
import { factsSection } from '../report/facts-section.ts'
import { marketSection } from '../report/market-section.ts'
import { needsSection } from '../report/needs-section.ts'
import { papersSection } from '../report/papers-section.ts'
import { reportFigures } from '../report/report-figures.ts'
import type { ReportFigures, SectionMade } from '../report/report-shape.ts'
import { risksSection } from '../report/risks-section.ts'
import { besideEachOther, scenariosSection } from '../report/scenarios-section.ts'
import { servicesFaults, servicesSection } from '../report/services-section.ts'
import type { TierOfLotOn } from '../viability-years/figures.ts'
import { spanAsked } from '../year-asked.ts'
import { buildingsFor } from './buildings.ts'
import { coverageToday } from './coverage.ts'
import { boroughCells } from './key-facts.ts'
import { ownPopulation, ownRates, projectionFiles } from './projections.ts'
import { type KeptScenario, keptScenario } from './scenarios.ts'
import { marketToday } from './statements.ts'

/** The council's own dated policies that figures of a report rest on. */
export interface ReportPolicies {
  readonly boroughPolicyOn: BoroughPolicyOn
  readonly travelPolicyOn: TravelPolicyOn
  readonly climatePolicyOn: ClimatePolicyOn
  readonly assurancePolicyOn: AssurancePolicyOn
  readonly marketPolicyOn: MarketPolicyOn
  readonly tierOfLotOn: TierOfLotOn
}

const everything = { area: undefined, reason: undefined }

async function facts(tx: Tx, chosen: readonly string[], { boroughPolicyOn }: ReportPolicies): Promise<SectionMade> {
  const span = spanAsked(undefined, [], tx.today)
  const cells = await boroughCells(tx, span)
  const given = { facts: factsOf(cells, everything), beside: besideRecords(boroughPolicyOn(tx.today), everything) }
  return factsSection({ ...given, firstDay: span.firstDay, onDay: cells.onDay }, chosen)
}

async function coverage(tx: Tx, { travelPolicyOn }: ReportPolicies): Promise<SectionMade> {
  const travel = travelPolicyOn(tx.today)
  const today = await coverageToday(tx)
  const figures = coverageFigures(today, wayOf(travel, { mode: 'bus', minutes: null }))
  const towns = { middles: areaMiddles(today.homes), towns: await directoryTowns(tx) }
  return coverageSection({ figures, towns, travel })
}

async function needs(tx: Tx, chosen: readonly string[], { boroughPolicyOn }: ReportPolicies): Promise<SectionMade> {
  const { council } = boroughPolicyOn(tx.today)
  const [population, rates] = [await ownPopulation(tx), await ownRates(tx)]
  const analysis = needsAnalysis({ council, area: '', ownPopulation: population, ownRates: rates })
  return needsSection({ analysis, files: await projectionFiles(tx), asOf: tx.today }, chosen)
}

async function market(tx: Tx, { assurancePolicyOn, marketPolicyOn }: ReportPolicies): Promise<SectionMade> {
  const policy = marketPolicyOn(tx.today)
  const figures = await marketToday(tx, { area: '', kind: '' }, assurancePolicyOn)
  const services = await servicesKnown(tx, policy)
  return marketSection({ figures, found: services.map(({ found }) => found), thresholds: policy.viability.from })
}

async function services(
  tx: Tx,
  kept: readonly KeptScenario[],
  { marketPolicyOn, tierOfLotOn }: ReportPolicies,
): Promise<SectionMade> {
  const known = await servicesKnown(tx, marketPolicyOn(tx.today))
  return servicesSection(kept, known, { tierOf: tierOfLotOn(tx.today), asOf: tx.today })
}

/** The scenarios that stand in a report, in its order; one that is not there, or cannot stand, is told by a fault. */
async function scenariosOf(
  tx: Tx,
  ids: readonly string[],
): Promise<{ readonly kept: readonly KeptScenario[]; readonly faults: readonly string[] }> {
  const kept: KeptScenario[] = []
  const faults: string[] = []
  for (const id of ids)
    try {
      kept.push(await keptScenario(tx, id))
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      faults.push('A scenario of this report is not there any more. Choose another')
    }
  const { stand, faults: more } = besideEachOther(kept)
  return { kept: stand, faults: [...faults, ...more] }
}

async function sectionOf(
  tx: Tx,
  { kind, chosen }: ChosenSection,
  { risks, kept, policies }: { risks: readonly Risk[]; kept: readonly KeptScenario[]; policies: ReportPolicies },
): Promise<SectionMade> {
  switch (kind) {
    case 'facts':
      return facts(tx, chosen, policies)
    case 'scenarios':
      return scenariosSection(kept, tx.today)
    case 'coverage':
      return coverage(tx, policies)
    case 'needs':
      return needs(tx, chosen, policies)
    case 'buildings':
      return buildingsSection((await buildingsFor(tx, {}, policies)).now)
    case 'market':
      return market(tx, policies)
    case 'services':
      return services(tx, kept, policies)
    case 'papers':
      return papersSection(papersChecked())
    case 'risks':
      return risksSection(risks, tx.today)
  }
}

/** The figures of a draft as they are today, and what keeps it from being issued. A scenario that cannot stand in it is left out and told; the others stay. */
export async function draftFigures(
  tx: Tx,
  draft: Pick<ReportDraft, 'recommendation' | 'chosen' | 'risks'>,
  policies: ReportPolicies,
): Promise<{ readonly figures: ReportFigures; readonly faults: readonly string[] }> {
  const ids = draft.chosen.find(({ kind }) => kind === 'scenarios')?.chosen ?? []
  const { kept, faults } = await scenariosOf(tx, ids)
  const made: SectionMade[] = []
  for (const section of draft.chosen) {
    if ((section.kind === 'scenarios' || section.kind === 'services') && kept.length === 0) continue
    if (section.kind === 'risks' && draft.risks.length === 0) continue
    made.push(await sectionOf(tx, section, { risks: draft.risks, kept, policies }))
  }
  const asked = draft.chosen.some(({ kind }) => kind === 'services') ? servicesFaults(kept) : []
  return { figures: reportFigures(tx.today, made), faults: [...draftFaults(draft), ...faults, ...asked] }
}
