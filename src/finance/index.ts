export { type CostCentre, chargeCentre, chargeCentreName, costCentreOf, costCentres } from './cost-centre.ts'
export { financialYear, financialYearSpan, financialYearWords } from './financial-year.ts'
export { type MyWeek, myWeek, type WeekFault, type WeekRows } from './my-week.ts'
export { paths } from './paths.ts'
