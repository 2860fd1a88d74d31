export {
  type ProviderKind,
  type ProviderState,
  providerKinds,
  providerKindWords,
  providerState,
} from './provider-state.ts'
export { type Rate, type RateUnit, rateOn, rateUnits } from './rate.ts'
