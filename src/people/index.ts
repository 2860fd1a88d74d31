export { noSuchPerson } from './csv-rows.ts'
export { postcode } from './person-fields.ts'
export { type Voice, voiceOf } from './voice.ts'
