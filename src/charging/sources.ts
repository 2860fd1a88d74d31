/** Where a figure was seen. `instrument` is the law itself or words quoted from it; anything else is somebody telling us about it. */
export interface Source {
  readonly title: string
  readonly url?: string
}

/** Every place the national figures were seen, by a short name. Public pages; the address is the page, not a copy. */
export const sources = {
  regulation7: {
    title: 'SI 2014/2672 regulation 7, as revised',
    url: 'https://www.legislation.gov.uk/uksi/2014/2672/regulation/7',
  },
  amendingRegulations2023: { title: 'SI 2023/277', url: 'https://www.legislation.gov.uk/uksi/2023/277/made' },
  circular2021Quoted: {
    title: 'the 2021/22 circular, quoted on rightsnet',
    url: 'https://www.rightsnet.org.uk/forums/viewreply/81883/',
  },
  circular2024: {
    title: 'the 2024/25 circular',
    url: 'https://www.gov.uk/government/publications/social-care-charging-for-local-authorities-2024-to-2025/social-care-charging-for-care-and-support-local-authority-circular',
  },
  circular2024Quoted: { title: 'a public code repository that quotes the 2024/25 circular' },
  circular2026Quoted: { title: 'a public code repository that cites LAC(DHSC)(2026)2' },
  press2026: {
    title: 'a press report of the 2026/27 figures',
    url: 'https://www.brumdaily.uk/health/disability-services/dwp-announces-cash-boost-for-disabled-benefits-claimants.html',
  },
  reading: {
    title: 'Reading Borough Council, allowances schedule',
    url: 'https://www.reading.gov.uk/adult-care/carecharges/care-and-support-charging-and-financial-assessment-framework-policies/appendix-b-financial-assessment-allowances-schedule/',
  },
  westSussex: {
    title: 'West Sussex County Council, terms used in its booklet',
    url: 'https://www.westsussexconnecttosupport.org/adult-social-care-publications/paying-for-non-residential-care/definitions-of-the-terms-used-in-this-booklet/',
  },
  ruils: {
    title: 'Ruils, 2025 to 2026 rates',
    url: 'https://ruils.co.uk/article/2025-2026-benefit-and-minimum-income-guarantee-rates',
  },
  kingston: {
    title: 'Kingston upon Thames Council',
    url: 'https://kingston.gov.uk/paying-social-care/support-pay-care-home/3',
  },
  devon: {
    title: 'Devon County Council, example assessments',
    url: 'https://www.devon.gov.uk/adult-social-care/factsheet/financial-assessment-for-community-services/examples-of-common-financial-assessments/',
  },
  ombudsman22009364: {
    title: 'Local Government Ombudsman decision 22 009 364',
    url: 'https://www.lgo.org.uk/decisions/adult-care-services/charging/22-009-364',
  },
  simPaths: {
    title: 'SimPaths (University of Essex), table of policy figures',
    url: 'https://github.com/centreformicrosimulation/SimPaths',
  },
  careManagementMatters: {
    title: 'Care Management Matters, 2018/19',
    url: 'https://www.caremanagementmatters.co.uk/charging-for-care-and-support/',
  },
  icfp: {
    title: 'icfp.co.uk, charging structure 2017/18',
    url: 'https://icfp.co.uk/department-health-social-care-charging-structure-2017-18',
  },
  wirral: {
    title: 'Wirral Council, how charges are worked out',
    url: 'https://www.wirral.gov.uk/health-and-social-care/adult-social-care/charging-and-paying-services/how-we-work-out-charges-0',
  },
  kent: {
    title: 'Kent County Council, charging policy consultation',
    url: 'https://letstalk.kent.gov.uk/adults-social-care-charging-policy',
  },
  benefitRates2026: {
    title: 'gov.uk, benefit and pension rates 2026 to 2027',
    url: 'https://www.gov.uk/government/publications/benefit-and-pension-rates-2026-to-2027/proposed-benefit-and-pension-rates-2026-to-2027',
  },
  policyEngine: {
    title: 'PolicyEngine UK, published benefit rates',
    url: 'https://github.com/PolicyEngine/policyengine-uk',
  },
} as const satisfies Record<string, Source>

/** The short name of a source. */
export type SourceName = keyof typeof sources
