export { type Met, ownMetWords } from './met.ts'
