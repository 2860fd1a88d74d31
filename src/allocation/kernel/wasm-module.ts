import { type Code, i32, unsigned } from './instructions.ts'

/** A local variable of a function. */
export interface Local {
  readonly get: Code
  set(value: Code): Code
}

const kinds = { i32: 0x7f, v128: 0x7b } as const
type Kind = keyof typeof kinds

/** A function that takes two whole numbers and gives nothing back. */
export interface WasmFunction {
  readonly name: string
  readonly locals: readonly Kind[]
  readonly code: Code
}

const variable = (number: number): Local => ({
  get: [0x20, unsigned(number)],
  set: (value) => [value, 0x21, unsigned(number)],
})

/** Writes a function: `body` gets its two parameters, the rows and another number, and asks for the variables it needs. */
export function wasmFunction(
  name: string,
  body: (rows: Local, other: Local, local: (kind: Kind) => Local) => Code,
): WasmFunction {
  const locals: Kind[] = []
  const code = body(variable(0), variable(1), (kind) => variable(1 + locals.push(kind)))
  return { name, locals, code }
}

/** Counts `at` from 0 in steps until it is not below `end`; the body runs at least once. */
export const repeat = (at: Local, end: Code, step: number, body: Code): Code => [
  at.set(i32.const(0)),
  [0x03, 0x40],
  body,
  at.set(i32.add(at.get, i32.const(step))),
  i32.less(at.get, end),
  [0x0d, 0x00, 0x0b],
]

function flat(code: Code, into: number[] = []): number[] {
  for (const part of code) {
    if (typeof part === 'number') into.push(part)
    else flat(part, into)
  }
  return into
}

const counted = (parts: readonly Code[]): Code => [unsigned(parts.length), ...parts]
const sized = (code: Code): Code => {
  const bytes = flat(code)
  return [unsigned(bytes.length), bytes]
}
const named = (name: string): Code => counted([...name].map((letter) => letter.charCodeAt(0)).map((letter) => [letter]))

/** A module with so much memory of its own (exported as `memory`, in pages of 64 KiB) and these functions, as its bytes. */
export function wasmModule(pages: number, functions: readonly WasmFunction[]): Uint8Array {
  const section = (id: number, parts: readonly Code[]): Code => [id, sized(counted(parts))]
  const bodies = functions.map(({ locals, code }) =>
    sized([counted(locals.map((kind): Code => [1, kinds[kind]])), code, 0x0b]),
  )
  return Uint8Array.from(
    flat([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, [[0x60, counted([[kinds.i32], [kinds.i32]]), 0]]),
      section(
        3,
        functions.map(() => [0]),
      ),
      section(5, [[0, unsigned(pages)]]),
      section(7, [[named('memory'), 2, 0], ...functions.map(({ name }, at): Code => [named(name), 0, unsigned(at)])]),
      section(10, bodies),
    ]),
  )
}
