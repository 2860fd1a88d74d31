import type { StepPages } from '../../platform/http.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { actionPages, rateServicePages } from './actions.page.ts'
import { applicationsPages } from './applications.page.ts'
import { assurancePages } from './assurance.page.ts'
import { blockContractsPages, endContractPages } from './block-contracts.page.ts'
import { answerCallPages, decideReplyPages, endCallPages } from './call-decide.page.ts'
import { correctCallPages, editCallPages, newCallPages } from './call-edit.page.ts'
import { providerReplyPages, replyFormPages, strangerReplyPages } from './call-replies.page.ts'
import { callWorkPages } from './call-work.page.ts'
import { callsPages } from './calls.page.ts'
import { capacityPages, roomPages } from './capacity.page.ts'
import { closeSitePages } from './close-site.page.ts'
import { concernPages, voicePages } from './concerns.page.ts'
import { costSheetPages } from './cost-sheet.page.ts'
import { documentChecksPages, documentsPages } from './documents.page.ts'
import { joinPages } from './join.page.ts'
import { myQualityPages } from './my-quality.page.ts'
import { offFrameworkPages } from './off-framework.page.ts'
import { openBookPages } from './open-book.page.ts'
import { openSitePages } from './open-site.page.ts'
import { ownPlacesPages } from './own-places.page.ts'
import { ownPricesPages } from './own-prices.page.ts'
import { ownSessionsPages, ownVacanciesPages } from './own-sessions.page.ts'
import { correctPlacePages, leavePlacePages } from './place-changes.page.ts'
import { priceReasonPages, pricesPages } from './prices.page.ts'
import { providersPages } from './providers.page.ts'
import { qualityPages } from './quality.page.ts'
import { ratePages } from './rate.page.ts'
import { rateBackPages } from './rate-back.page.ts'
import { sessionRoomPages } from './session-room.page.ts'
import { noticePages, ownTermsPages, standingPages } from './standing.page.ts'
import { tellPages } from './tell.page.ts'
import { upliftLetterPages, upliftPages } from './uplifts.page.ts'
import { earlyWarningPages, myFiguresPages, viabilityPages } from './viability.page.ts'
import { visitFilesPages } from './visit-files.page.ts'
import { planVisitPages, visitPages } from './visits.page.ts'

/** Every page of the market, under the council's policy. */
export const marketPages = (policyOn: MarketPolicyOn): readonly StepPages[] => [
  providersPages(policyOn),
  ratePages(policyOn),
  rateBackPages,
  blockContractsPages,
  endContractPages,
  pricesPages(policyOn),
  priceReasonPages(policyOn),
  costSheetPages(policyOn),
  upliftPages(policyOn),
  upliftLetterPages,
  earlyWarningPages(policyOn),
  viabilityPages(policyOn),
  myFiguresPages(policyOn),
  openBookPages(policyOn),
  capacityPages,
  closeSitePages,
  openSitePages,
  roomPages,
  sessionRoomPages,
  joinPages(policyOn),
  applicationsPages(policyOn),
  standingPages(policyOn),
  ownTermsPages,
  noticePages,
  offFrameworkPages,
  callsPages,
  providerReplyPages,
  replyFormPages,
  strangerReplyPages(policyOn),
  callWorkPages(policyOn),
  newCallPages(policyOn),
  editCallPages(policyOn),
  correctCallPages(policyOn),
  answerCallPages,
  decideReplyPages,
  endCallPages,
  ownPlacesPages,
  correctPlacePages,
  leavePlacePages,
  ownSessionsPages,
  documentsPages(policyOn),
  documentChecksPages,
  ownPricesPages(policyOn),
  ownVacanciesPages,
  assurancePages(policyOn),
  planVisitPages(policyOn),
  visitPages,
  visitFilesPages,
  actionPages,
  rateServicePages(policyOn),
  concernPages(policyOn),
  voicePages,
  qualityPages(policyOn),
  tellPages(policyOn),
  myQualityPages(policyOn),
]
