import { accept, type Outcome, refuse } from '../../core/outcome.ts'
import { checkTime } from './check-time.ts'
import { checkTogether } from './check-together.ts'
import { type CouncilPolicy, type Loaded, policyOf } from './council-policy.ts'
import { calendarKeys, demoKeys, type PolicyKey, policyKeys, ruleKeys } from './policy-keys.ts'
import {
  type CouncilCard,
  councilCard,
  type Finding,
  type PolicyFile,
  type PolicyValue,
  policyFile,
} from './policy-value.ts'

/** A folder as read from disk: the parsed JSON of each file by its name. */
export type CouncilFolder = Readonly<Record<string, unknown>>

/**
 * Reads a council's folder as data, whole or not at all. Refuses, naming file and field: a wrong shape, a gap or an
 * overlap in time, a value with neither citation nor assumption (or with both), a citation of a paper the council's
 * card does not list, a rule that is missing, a key nobody knows, one key in two files, a name that stands twice in one
 * list, and a lot or an area that no list of the council has.
 */
export function checkCouncil(folder: CouncilFolder): Outcome<CouncilPolicy, Finding> {
  const findings: Finding[] = []
  const card = councilCard.safeParse(folder['council.json'])
  if (!card.success)
    return refuse({
      file: 'council.json',
      field: card.error.issues[0]?.path.join('.') ?? '',
      fault: card.error.issues[0]?.message ?? 'missing',
    })
  const papers = card.data.papers.map(({ id }) => id)
  const paperTwice = papers.find((id, at) => papers.indexOf(id) !== at)
  if (paperTwice !== undefined)
    return refuse({ file: 'council.json', field: 'papers', fault: `the paper ${paperTwice} stands here twice` })
  const loaded = new Map<string, Loaded>()
  for (const [file, content] of Object.entries(folder)) {
    if (file === 'council.json') continue
    const parsed = policyFile.safeParse(content)
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        findings.push({ file, field: issue.path.join('.') || 'whole file', fault: issue.message })
      continue
    }
    for (const [key, value] of Object.entries(parsed.data.values)) {
      if (loaded.has(key)) findings.push({ file, field: key, fault: `stands in ${loaded.get(key)?.file} already` })
      findings.push(...checkValue(file, key, value, card.data))
      loaded.set(key, readValue(file, parsed.data, key, value, findings))
    }
  }
  findings.push(...missing(loaded))
  // Values are compared once each of them has the shape it should have.
  if (findings.length === 0) findings.push(...checkTogether(loaded))
  const [first, ...more] = findings
  return first === undefined ? accept(policyOf(card.data, loaded)) : refuse(first, ...more)
}

function checkValue(file: string, key: string, value: PolicyValue, card: CouncilCard): Finding[] {
  const findings: Finding[] = checkTime(value, card.from).map(({ field, fault }) => ({
    file,
    field: `${key}.${field}`,
    fault,
  }))
  value.dated.forEach((dated, at) => {
    const field = `${key}.dated[${at}]`
    if ((dated.citation === undefined) === (dated.assumption === undefined))
      findings.push({
        file,
        field,
        fault: 'needs either a citation (paper and paragraph) or an assumption that says why',
      })
    if (dated.citation && !card.papers.some((paper) => paper.id === dated.citation?.paper))
      findings.push({
        file,
        field,
        fault: `cites "${dated.citation.paper}", which is not among the papers of council.json`,
      })
  })
  if (value.kind !== 'figure' && !(key in policyKeys))
    findings.push({ file, field: key, fault: 'nobody reads a value of this name' })
  return findings
}

/** Reads each dated value into the type its key promises. A figure without a type of its own is a whole number. */
function readValue(file: string, whole: PolicyFile, key: string, value: PolicyValue, findings: Finding[]): Loaded {
  const shape = key in policyKeys ? policyKeys[key as PolicyKey] : undefined
  const dated = value.dated.map((one, at) => {
    if (shape === undefined) {
      if (!Number.isSafeInteger(one.value))
        findings.push({ file, field: `${key}.dated[${at}].value`, fault: 'a figure is a whole number' })
      return one
    }
    const read = shape.safeParse(one.value)
    if (read.success) return { ...one, value: read.data as unknown }
    for (const issue of read.error.issues)
      findings.push({
        file,
        field: `${key}.dated[${at}].value${issue.path.map((part) => `.${String(part)}`).join('')}`,
        fault: issue.message,
      })
    return one
  })
  return {
    key,
    file,
    topic: whole.topic,
    topicTitle: whole.title,
    name: value.name,
    kind: value.kind,
    unit: value.unit,
    dated,
  }
}

function missing(loaded: ReadonlyMap<string, Loaded>): Finding[] {
  const wanted = [...Object.keys(ruleKeys), ...Object.keys(calendarKeys)]
  const demo = Object.keys(demoKeys)
  const all = demo.some((key) => loaded.has(key)) ? [...wanted, ...demo] : wanted
  return all
    .filter((key) => !loaded.has(key))
    .map((key) => ({ file: 'council folder', field: key, fault: 'is missing: no file sets it' }))
}
