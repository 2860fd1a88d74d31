import { z } from 'zod'
import { idField, optionalTextField, textField, tickedField } from '../../platform/form.ts'

/** An e-mail address, or a phone number with its ten digits. */
export const canBeReached = (text: string) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) || text.replace(/\D/g, '').length >= 10

/** What is asked of anybody: the least that a place on a date needs. */
export const publicBookingForm = z.object({
  occurrenceId: idField('Choose a date'),
  called: textField('what to call you', { most: 60 }),
  reach: textField('one way to reach you', { most: 120 }).refine(
    canBeReached,
    'This must be an e-mail address like name@example.org, or a phone number like 01270 123456',
  ),
  accessWords: optionalTextField('what you need there', { most: 300 }),
  wait: tickedField,
})

/** For a person with a record: how to reach them is known. */
export const personBookingForm = z.object({
  occurrenceId: idField('Choose a date'),
  called: textField('what they like to be called there', { most: 60 }),
  accessWords: optionalTextField('what they need there', { most: 300 }),
  wait: tickedField,
})

/** The field at which a refusal is shown. */
export const faultField = (code: string) =>
  code === 'too_many_bookings'
    ? 'reach'
    : code === 'full_join_waiting_list' || code === 'stock_not_oversold'
      ? 'wait'
      : 'occurrenceId'
