export * from './store/import.ts'
export * from './store/occurrences.ts'
export * from './store/places.ts'
export * from './store/session-facts.ts'
