import { z } from 'zod'

const asked = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

/** The page of a list that an address asks for: a whole number from 1 to 10,000; whatever else stands there means the first. */
export const pageAsked = (query: unknown): number => asked.parse(query).page
