/**
 * How a request for support reached the council. The labels are the eight of the national Client Level Data list
 * (request: route of access) as release 1 printed them: the wording of release 2 has not been found, so the export must
 * check them. Source: Client Level Data guidance, release 1, February 2023.
 */
export const contactRoutes = {
  community: { label: 'Community / Other route', plain: 'From the community, or another way' },
  transition: { label: 'Planned Entry (Transition)', plain: 'Moving on from children’s services' },
  hospital_discharge: { label: 'Discharge from Hospital', plain: 'Leaving hospital' },
  hospital_diversion: { label: 'Diversion from Hospital Services', plain: 'To avoid going into hospital' },
  reablement: { label: 'Discharge from Reablement', plain: 'At the end of reablement' },
  self_funder: { label: 'Self-Funder', plain: 'Has been paying for their own support' },
  other_council: { label: 'Transfer from Other LA', plain: 'Moving here from another council' },
  prison: { label: 'Prison', plain: 'From prison' },
} as const

export type ContactRoute = keyof typeof contactRoutes
