import type { Command } from '../../platform/command.ts'
import { toCsv } from '../../platform/csv.ts'
import { csvLines } from '../../platform/csv-lines.ts'
import type { BoroughPolicyOn } from '../borough-policy.ts'
import { notKnown } from '../not-known.ts'
import { loadProjection, ownPopulation, ownRates } from '../store.ts'
import { needsAnalysis } from './needs-analysis.ts'
import { needsRows } from './needs-tables.ts'
import { type ProjectionKind, projectionKinds } from './projection-file.ts'
import { faultRows, projectionIn, rowsWords, templateRows } from './read-text.ts'

const needs = (boroughPolicyOn: BoroughPolicyOn): Command => ({
  step: 'strategy',
  name: 'needs',
  summary: 'Needs by cohort as CSV: what is printed, and population by share; assumptions are called so',
  usage: 'strategy needs [--area AREA] [--json]',
  run: async ({ flags, db, who, clock }) => {
    const area = typeof flags['area'] === 'string' ? flags['area'] : ''
    const areas = [...boroughPolicyOn(clock.today()).residents.byArea.keys()]
    const [fault] = notKnown('area', 'area', area, areas)
    if (fault !== undefined) return { exit: 1, json: { faults: [fault] }, text: `--area: ${fault.sentence}` }
    const analysis = await (await db()).transaction(who, async (tx) =>
      needsAnalysis({
        ...{ council: boroughPolicyOn(tx.today).council, area },
        ...{ ownPopulation: await ownPopulation(tx), ownRates: await ownRates(tx) },
      }),
    )
    const { head, rows } = needsRows(analysis)
    return { exit: 0, json: analysis, text: toCsv([head, ...rows]).slice(1) }
  },
})

const load = (boroughPolicyOn: BoroughPolicyOn): Command => ({
  step: 'strategy',
  name: 'load-projection',
  summary:
    'Takes a council’s own population or prevalence in, whole or not at all (--template prints a file to fill in)',
  usage: 'strategy load-projection population|prevalence FILE.csv [--rejects FILE] [--json] | … --template',
  run: async ({ args: [kindGiven, path], flags, db, who, clock, readText, writeFile }) => {
    const kind = projectionKinds.find((one): one is ProjectionKind => one === kindGiven)
    if (kind === undefined) return { exit: 2, text: `Say which kind of file it is: ${projectionKinds.join(' or ')}.` }
    if (flags['template'] !== undefined) return { exit: 0, text: toCsv(templateRows(kind)) }
    if (path === undefined)
      return { exit: 2, text: `Name the file: daywell strategy load-projection ${kind} ${kind}.csv` }
    const areas = [...boroughPolicyOn(clock.today()).residents.byArea.keys()]
    const read = projectionIn(kind, csvLines(await readText(path)), areas)
    if (!read.ok) {
      const rejects = typeof flags['rejects'] === 'string' ? flags['rejects'] : `${path}.rejects.csv`
      await writeFile(rejects, toCsv(faultRows(path, read.faults)))
      const lines = read.faults
        .slice(0, 20)
        .map(({ line, column, value, reason }) => `${path}, line ${line}, ${column} "${value}": ${reason}`)
      return {
        exit: 1,
        json: { faults: read.faults, rejects },
        text: [`Nothing was taken in. All faults are in ${rejects}.`, ...lines].join('\n'),
      }
    }
    const done = await (await db()).transaction(who, (tx) => loadProjection(tx, read.file, path))
    return {
      exit: 0,
      json: done,
      text: done.added ? `${rowsWords(done.rows)} now.` : 'The same numbers stand already; nothing was changed.',
    }
  },
})

/** The needs analysis of the borough, and the loading of the council’s own population numbers; areas are those that the council counts residents in. */
export const needsCommands = (boroughPolicyOn: BoroughPolicyOn): readonly Command[] => [
  needs(boroughPolicyOn),
  load(boroughPolicyOn),
]
