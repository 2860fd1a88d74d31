import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldsWrittenTwice } from '../../core/json-twice.ts'
import { projectFolder } from '../../platform/project-folder.ts'
import { OutsideFailure } from '../../platform/refused.ts'
import { type CouncilFolder, checkCouncil } from './check-council.ts'
import type { CouncilPolicy } from './council-policy.ts'
import type { Finding } from './policy-value.ts'

const councilsFolder = join(projectFolder, 'councils')

/** A council's folder could not be used; says each file and field, so that the person who starts Daywell can mend it. */
export class UnusablePolicy extends OutsideFailure {
  readonly findings: readonly Finding[]
  constructor(council: string, findings: readonly Finding[]) {
    const faults = findings.map(({ file, field, fault }) => `  ${file}: ${field}: ${fault}`)
    const said = [`The policy of ${council} cannot be used:`, ...faults].join('\n')
    super('policy_unusable', new Error(said))
    this.message = said
    this.findings = findings
  }
}

/** The councils whose folders are there, by name of folder. */
export function councilsThere(from = councilsFolder): string[] {
  return readdirSync(from, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

/** Reads a council's JSON files as they are, unchecked. */
export function readCouncilFolder(council: string, from = councilsFolder): CouncilFolder {
  const folder: Record<string, unknown> = {}
  for (const file of readdirSync(`${from}/${council}`)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const text = readFileSync(`${from}/${council}/${file}`, 'utf8')
    try {
      folder[file] = JSON.parse(text)
    } catch (error) {
      throw new UnusablePolicy(council, [
        { file, field: 'whole file', fault: `is not JSON: ${(error as Error).message}` },
      ])
    }
    const twice = fieldsWrittenTwice(text)
    if (twice.length > 0)
      throw new UnusablePolicy(
        council,
        twice.map((field) => ({ file, field, fault: 'is written twice: which of the two counts?' })),
      )
  }
  return folder
}

/** Loads and checks one council's policy; throws UnusablePolicy with every file and field that is wrong. */
export function loadCouncil(council: string, from = councilsFolder): CouncilPolicy {
  const checked = checkCouncil(readCouncilFolder(council, from))
  if (!checked.ok) throw new UnusablePolicy(council, checked.refusals)
  const { id } = checked.value.card
  if (id !== council)
    throw new UnusablePolicy(council, [
      { file: 'council.json', field: 'id', fault: `is "${id}", but its folder is called "${council}"` },
    ])
  return checked.value
}

/** Loads and checks every council's folder: what a start of Daywell does first. */
export function loadCouncils(from = councilsFolder): ReadonlyMap<string, CouncilPolicy> {
  return new Map(councilsThere(from).map((council) => [council, loadCouncil(council, from)]))
}
