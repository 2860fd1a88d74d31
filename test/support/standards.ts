import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, test } from 'vitest'

const folder = new URL('../../../shared/standards/', import.meta.url)

/** Tests that read the published standards, which stand beside the checkout. Without them the report says that they were left out. */
export function withStandards(name: string, tests: () => void): void {
  if (existsSync(folder)) describe(name, tests)
  else test.skip(`LEFT OUT, since ../shared/standards does not stand beside this checkout: ${name}`, () => {})
}

/** The text of a file of the published standards. */
export const standard = (file: string) => readFileSync(new URL(file, folder), 'utf8')

/** Checks records against the schemas of Open Referral UK 3.0; gives each fault as its place and what is wrong, and nothing when it is valid. */
export function openReferralValidator(): (schema: string, record: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
  const schemata = 'oruk/specifications/3.0/schemata/'
  for (const file of readdirSync(new URL(schemata, folder))) ajv.addSchema(JSON.parse(standard(schemata + file)), file)
  ajv.addSchema(JSON.parse(standard('oruk/validator-schemas/V3.0-UK/api_details.json')), 'api_details.json')
  return (schema, record) => {
    const validate = ajv.getSchema(`${schema}.json`)
    if (validate === undefined) throw new Error(`the standard has no schema ${schema}`)
    if (validate(record) === true) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`)
  }
}
