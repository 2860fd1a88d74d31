export { loadBoroughs, type Timings } from './store/load.ts'
