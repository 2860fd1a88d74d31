export { readCsvDate } from './csv-rows.ts'
