export * from './store/csv.ts'
export * from './store/providers.ts'
export * from './store/rates.ts'
export * from './store/waiting.ts'
