import type { StepApi } from '../platform/http.ts'
import { marketApi } from './api.ts'
import { actionsApi, assuranceApi, visitsApi } from './assurance.api.ts'
import { blockContractsApi } from './block-contracts.api.ts'
import { callChangesApi } from './call-changes.api.ts'
import { callRepliesApi, callsApi } from './calls.api.ts'
import { capacityApi, closuresApi } from './capacity.api.ts'
import { joiningApi, standingApi } from './joining.api.ts'
import type { MarketPolicyOn } from './market-policy.ts'
import { ownPapersApi, proposalsApi } from './own-papers.api.ts'
import { ownPlacesApi, placeChangesOwnApi } from './own-places.api.ts'
import { ownServiceApi, sessionRoomApi } from './own-service.api.ts'
import { pricesApi } from './prices.api.ts'
import { upliftsApi } from './uplifts.api.ts'
import { viabilityApi } from './viability.api.ts'

/** Every JSON route of the market, under the council's policy. */
export const marketApis = (policyOn: MarketPolicyOn): readonly StepApi[] => [
  marketApi,
  blockContractsApi,
  pricesApi(policyOn),
  upliftsApi(policyOn),
  viabilityApi(policyOn),
  capacityApi,
  closuresApi,
  joiningApi(policyOn),
  standingApi,
  callsApi(policyOn),
  callRepliesApi,
  callChangesApi,
  ownServiceApi,
  sessionRoomApi,
  ownPlacesApi,
  placeChangesOwnApi,
  ownPapersApi,
  proposalsApi,
  assuranceApi(policyOn),
  visitsApi,
  actionsApi,
]
