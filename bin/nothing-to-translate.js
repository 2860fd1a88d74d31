// Stands for the translator of TypeScript in a program that is put together: there is nothing left to translate.
export const register = () => {}
