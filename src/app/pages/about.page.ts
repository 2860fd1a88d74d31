import type { StepPages } from '../../platform/http.ts'

const policy = {
  roles: 'public',
  about: 'How the pages were made to be used by everybody, and what is recorded',
} as const

/** Every cookie that the program sets, in the words of what it is for. */
const cookies = [
  { what: 'That you have signed in', long: 'until you sign out, 30 minutes without a click, or 12 hours' },
  { what: 'That a form was sent from our own page', long: 'until you close the browser' },
  { what: 'What to tell you on the next page, such as “Saved”', long: 'a minute' },
  { what: 'Your list of things to do, if you keep one', long: '30 days' },
] as const

/** What every footer leads to: accessibility, cookies, and what is recorded of whoever uses the pages. */
export const aboutPages: StepPages = async (app) => {
  app.get('/about', { config: { policy } }, async (_request, reply) => reply.page('app/pages/about.njk', { cookies }))
}
