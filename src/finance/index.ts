export { type CostCentre, chargeCentre, chargeCentreName, costCentreOf, costCentres } from './cost-centre.ts'
export { type MyWeek, myWeek, type WeekFault, type WeekRows } from './my-week.ts'
export { paths } from './paths.ts'
