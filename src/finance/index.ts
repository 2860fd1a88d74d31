export { type CostCentre, chargeCentre, chargeCentreName, costCentres } from './cost-centre.ts'
