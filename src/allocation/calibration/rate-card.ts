import { z } from 'zod'
import { accept, type Outcome, refuse } from '../../core/outcome.ts'

/** Prices of the coming year, by which every plan is priced again so that old prices do not set new budgets. */
export const rateCard = z.strictObject({
  name: z.string().trim().min(1).max(100).describe('What the list is called, for example "Prices 2027/28"'),
  rates: z
    .array(
      z.strictObject({
        code: z
          .string()
          .regex(/^[a-z0-9][a-z0-9_.:-]{0,39}$/, 'small letters, digits, dots, colons, dashes and underscores'),
        perUnitPence: z.int().min(0).describe('Whole pence for one unit: an hour, a session, a journey'),
      }),
    )
    .min(1, 'a list of prices needs at least one price')
    .refine((all) => new Set(all.map((one) => one.code)).size === all.length, 'each price has its own code'),
})
export type RateCard = z.output<typeof rateCard>

/** Units of a plan's week: "hour_1:1*6; shared_session*2.5" is six and two and a half. Undefined when it is not such a list. */
export function readUnits(text: string): readonly { code: string; hundredths: number }[] | undefined {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const units = parts.map((part) => {
    const [, code = '', whole = '', hundredths = ''] =
      /^([a-z0-9][a-z0-9_.:-]*)\s*\*\s*(\d{1,4})(?:\.(\d{1,2}))?$/.exec(part) ?? []
    return { code, hundredths: Number(whole) * 100 + Number(hundredths.padEnd(2, '0')), right: code !== '' }
  })
  return units.length > 0 && units.every((one) => one.right)
    ? units.map(({ code, hundredths }) => ({ code, hundredths }))
    : undefined
}

/** The week's cost at the prices of the list, rounded half up once. Refuses a week with a unit the list has no price for. */
export function priceAgain(
  card: RateCard,
  units: readonly { code: string; hundredths: number }[],
): Outcome<number, 'no_price'> {
  let hundredths = 0
  for (const { code, hundredths: count } of units) {
    const rate = card.rates.find((one) => one.code === code)
    if (rate === undefined) return refuse('no_price')
    hundredths += rate.perUnitPence * count
  }
  return accept(Math.floor((hundredths + 50) / 100))
}
