export { loadBoroughs, type Timings } from './store/load.ts'
export { type DemoFault, verifyDemo } from './store/verify.ts'
