export { loadBorough } from './store/load.ts'
