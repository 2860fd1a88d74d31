import type { z } from 'zod'
import type { CommandContext, CommandResult } from '../platform/command.ts'

/** What is wrong, each with the field it stands in. */
export const faults = (error: z.ZodError) =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`)

/** The JSON of a file, or a sentence. */
export async function readJson(
  context: CommandContext,
  path: string,
): Promise<{ ok: true; value: unknown } | { ok: false; why: string }> {
  const text = await context.readText(path)
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false, why: `${path === '-' ? 'Standard input' : path} is not JSON. Check commas and quotes.` }
  }
}

/** A command that says no, and why. */
export const refused = (...reasons: string[]): CommandResult => ({
  exit: 1,
  json: { refused: reasons },
  text: reasons.join('\n'),
})
