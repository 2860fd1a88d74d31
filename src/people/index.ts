export { readCsvDate } from './csv-rows.ts'
export { postcode } from './person-fields.ts'
