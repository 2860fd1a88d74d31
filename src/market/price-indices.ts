/** A figure that was read in a source, with where. Figures that were only derived or recalled are not here. */
export interface IndexFigure {
  readonly year: number
  readonly value: number
  readonly citation: string
}

const lowPayCommission = 'Low Pay Commission, autumn 2018 report, government response on gov.uk'
const homecare = (years: string) => `Homecare Association, minimum price for homecare ${years}`

/** The National Living Wage from 1 April of a year, in pence an hour, from the age that has it in full. */
export const nationalLivingWage: readonly IndexFigure[] = [
  { year: 2018, value: 783, citation: lowPayCommission },
  { year: 2019, value: 821, citation: lowPayCommission },
  { year: 2021, value: 891, citation: 'Low Pay Commission, uprating report of April 2021' },
  { year: 2023, value: 1_042, citation: homecare('2023 to 2024') },
  { year: 2024, value: 1_144, citation: homecare('2024 to 2025') },
  { year: 2025, value: 1_221, citation: homecare('2025 to 2026') },
  { year: 2026, value: 1_271, citation: homecare('2026 to 2027, 22 December 2025') },
]

const ons = 'Office for National Statistics, consumer prices index, series D7BT, release of 25 March 2026'

/** The consumer prices index, the mean of a calendar year, in tenths; 2015 is 1,000. */
export const consumerPrices: readonly IndexFigure[] = (
  [
    [2015, 1_000],
    [2016, 1_007],
    [2017, 1_034],
    [2018, 1_059],
    [2019, 1_078],
    [2020, 1_087],
    [2021, 1_116],
    [2022, 1_217],
    [2023, 1_305],
    [2024, 1_339],
    [2025, 1_384],
  ] as const
).map(([year, value]) => ({ year, value, citation: ons }))
