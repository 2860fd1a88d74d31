import { z } from 'zod'
import { choiceField, optionalTextField } from '../../platform/form.ts'

/** A decision about what a provider proposes: approved, or not with a reason it can read. */
export const decisionForm = z
  .object({
    decision: choiceField('what you decide', ['approved', 'rejected'] as const),
    reason: optionalTextField('the reason', { most: 1000 }),
  })
  .refine(({ decision, reason }) => decision === 'approved' || reason !== undefined, {
    path: ['reason'],
    message: 'Enter why it is not approved, so that whoever runs it can put it right',
  })
