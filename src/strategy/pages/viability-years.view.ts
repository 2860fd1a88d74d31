import { paths as market } from '../../market/paths.ts'
import { paths } from '../paths.ts'
import { errorInWords } from '../scenario/answer-words.ts'
import { yearWords } from '../scenario/main-assumptions.ts'
import type { ResultTable } from '../scenario/result-tables.ts'
import type { KeptScenario } from '../store.ts'
import type { ViabilityAnswer } from '../viability-years/ask-viability.ts'
import type { ServiceOverYears } from '../viability-years/figures.ts'
import { resultRanges } from '../viability-years/result-ranges.ts'
import { lossSaid, serviceSavingTable, serviceTable, viabilityTables } from '../viability-years/tables.ts'
import { cannotBeTold, notToldWords, viabilityInWords } from '../viability-years/words.ts'
import { wideTable } from '../wide-table.ts'
import { answerView } from './scenario.view.ts'

const twin = ({ id, caption, head, rows, note }: ResultTable, csv: string | null) => ({
  id,
  note: note ?? '',
  csv,
  table: {
    caption,
    ...wideTable(head),
    head: head.map((text, at) => ({ text, numeric: at > 0 })),
    rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
  },
})

/** What a scenario does to services: the answer in sentences, tables with their spreadsheets, and what cannot be told. */
export function viabilityYearsView(kept: KeptScenario, { result, found }: ViabilityAnswer) {
  const { weeksPerYear } = kept.content
  const twins = viabilityTables(found, result, weeksPerYear).map((table) => ({
    ...twin(table, paths.scenarioViabilityTable(kept.id, table.id)),
    ...(table.id === 'services' && { table: servicesTwin(table, found.services, kept.id) }),
  }))
  const of = (start: string) => twins.filter(({ id }) => id === start || id.startsWith(`${start}-`))
  const letters = [{ letter: 'A', name: kept.name, result }]
  const { carers, outcomes, splits } = answerView(letters, () => null)
  const own = found.own.length > 0
  return {
    name: kept.name,
    back: paths.scenario(kept.id),
    version: `Version ${kept.hash.slice(0, 8)} of the scenario.`,
    error: errorInWords(letters),
    sentences: viabilityInWords(found, result, weeksPerYear),
    chart: own ? resultRanges('Income less cost of the council’s own service', found.own) : null,
    own: of('own').filter(({ id }) => id === 'own'),
    saving: of('own-saving').map(onCards),
    services: of('services'),
    kinds: of('kind'),
    exact: paths.scenarioViabilitySpreadsheet(kept.id),
    notTold: {
      caption: 'Services of which nothing is told here',
      stacked: true,
      head: [{ text: 'Service' }, { text: 'Lot' }, { text: 'Why' }],
      rows: found.notTold.map(({ name, lot, why }) => ({
        cells: [{ text: name }, { text: lot }, { text: notToldWords[why] }],
      })),
    },
    cannotBeTold,
    people: [...carers, ...outcomes, ...splits],
  }
}

/** A narrow table beside a chart: it wraps, and becomes cards on a phone. */
const onCards = <T extends { readonly table: object }>(one: T) => ({
  ...one,
  table: { ...one.table, scroll: false, stacked: true },
})

function servicesTwin(table: ResultTable, services: readonly ServiceOverYears[], scenarioId: string) {
  const plain = twin(table, null).table
  const linked = plain.rows.map(({ cells: [first, ...rest] }, at) => {
    const { providerId, lotId } = services[at] as ServiceOverYears
    return { cells: [{ ...first, href: paths.scenarioService(scenarioId, providerId, lotId) }, ...rest] }
  })
  return { ...plain, scroll: false, stacked: true, rows: linked }
}

/** When it is in loss with the scenario, and whether that hangs on how many come. */
function lossSentence({ loss }: ServiceOverYears): string {
  const [mean, few, many] = [loss.mean, loss.q025, loss.q975].map((one) => lossSaid(one).toLowerCase())
  return few === many && few === mean
    ? `In loss with the scenario: ${mean}, whether few people come or many.`
    : `In loss with the scenario: ${mean}. If few people come: ${few}. If many come: ${many}.`
}

/** One service under a scenario. */
export function serviceYearsView(kept: KeptScenario, { result }: ViabilityAnswer, service: ServiceOverYears) {
  const saving = serviceSavingTable(service)
  const without = service.years.find(({ scenario }) => scenario.mean.withoutPlace > 0)
  const letters = [{ letter: 'A', name: kept.name, result }]
  const { carers, outcomes, splits } = answerView(letters, () => null)
  return {
    name: kept.name,
    title: service.name,
    lot: service.lot,
    back: paths.scenarioViability(kept.id),
    today: market.viability(service.providerId, service.lotId),
    error: errorInWords(letters),
    sentences: [
      lossSentence(service),
      `In loss if nothing changes: ${lossSaid(service.lossAsNow).toLowerCase()}.`,
      ...(without === undefined
        ? []
        : [
            `From ${yearWords(without.year)} on more people would come than it holds. Who finds no place is not counted.`,
          ]),
      ...(service.inHouse
        ? []
        : [
            'The council’s saving on its places is the provider’s loss of income. What it costs to run stays, but for what falls with people.',
          ]),
    ],
    chart: resultRanges(`Income less cost of ${service.name}`, service.years),
    yearTables: [twin(serviceTable(service), null)],
    saving: saving === undefined ? [] : [onCards(twin(saving, null))],
    people: [...carers, ...outcomes, ...splits],
  }
}
