/** The two kinds of assessment with the label of the national Client Level Data list (release 2, assessment type). */
export const assessmentKinds = {
  long_term: { label: 'Long term assessment', plain: 'For support that goes on' },
  short_term: { label: 'Short term assessment', plain: 'For a short time, to get going again' },
} as const
export type AssessmentKind = keyof typeof assessmentKinds

/** How the assessment was done. The national list of methods is not in the sources at hand; these are our words. */
export const assessmentMethods = {
  face_to_face: 'Face to face',
  phone: 'By phone',
  video: 'By video call',
  supported_self: 'The person filled it in with support',
  combined: 'In more than one way',
} as const
export type AssessmentMethod = keyof typeof assessmentMethods
