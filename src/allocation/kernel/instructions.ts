/**
 * The few instructions of WebAssembly that the kernel uses, each as a function from the code of its operands to its own code. Numbers
 * and names are those of the WebAssembly core specification 2.0, which holds the vector instructions ("SIMD").
 */
export type Code = readonly (number | Code)[]

/** A number as the binary format writes it: seven bits a byte, the last without the high bit (LEB128). */
export function unsigned(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80)
  return [...bytes, rest]
}

/** The same for a number that may be below zero: the last byte's sixth bit is its sign. */
function signed(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest < -64 || rest > 63; rest >>= 7) bytes.push((rest & 0x7f) | 0x80)
  return [...bytes, rest & 0x7f]
}

const plain =
  (opcode: number) =>
  (...operands: Code[]): Code => [...operands, opcode]
const vector =
  (opcode: number) =>
  (...operands: Code[]): Code => [...operands, 0xfd, unsigned(opcode)]
/** A place in memory: an address and a fixed distance from it, in bytes. No alignment is promised. */
const place = (offset: number): Code => [0, unsigned(offset)]

export const i32 = {
  const: (value: number): Code => [0x41, signed(value)],
  add: plain(0x6a),
  shl: plain(0x74),
  less: plain(0x49),
  load: (address: Code, offset: number): Code => [address, 0x28, place(offset)],
  load8: (address: Code, offset: number): Code => [address, 0x2d, place(offset)],
  load16: (address: Code, offset: number): Code => [address, 0x2f, place(offset)],
  sub: plain(0x6b),
  store: (address: Code, value: Code, offset: number): Code => [address, value, 0x36, place(offset)],
  store8: (address: Code, value: Code, offset: number): Code => [address, value, 0x3a, place(offset)],
}

export const v128 = {
  load: (address: Code, offset: number): Code => [address, 0xfd, 0x00, place(offset)],
  /** Four 16-bit numbers, each widened to 32 bits. */
  load16x4: (address: Code, offset: number): Code => [address, 0xfd, 0x04, place(offset)],
  load32: (address: Code, offset: number): Code => [address, 0xfd, 0x5c, place(offset)],
  load32Lane: (address: Code, into: Code, lane: number, offset: number): Code => [
    address,
    into,
    0xfd,
    0x56,
    place(offset),
    lane,
  ],
  store: (address: Code, value: Code, offset: number): Code => [address, value, 0xfd, 0x0b, place(offset)],
  const: (bytes: Uint8Array): Code => [0xfd, 0x0c, [...bytes]],
  /** The first eight bytes of one and the first eight of another. */
  lowHalves: (one: Code, other: Code): Code => [
    one,
    other,
    0xfd,
    0x0d,
    [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23],
  ],
  /** The last eight bytes of one and the last eight of another. */
  highHalves: (one: Code, other: Code): Code => [
    one,
    other,
    0xfd,
    0x0d,
    [8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31],
  ],
  and: vector(78),
  or: vector(80),
  /** Bits of the first where the third has ones, else of the second. */
  select: vector(82),
}

export const i8x16 = {
  /** For each byte of the second the byte of the first with that number; 0 from 16 on. */
  pick: vector(14),
  equal: vector(35),
  /** Sixteen 16-bit numbers as bytes, with or without a sign; a mask stays a mask with it. */
  narrowMask: vector(101),
  narrow: vector(102),
  add: vector(110),
  sub: vector(113),
}

export const i16x8 = {
  splat: vector(16),
  equal: vector(45),
  greater: vector(49),
  /** The same for numbers without a sign. */
  greaterUnsigned: vector(50),
  narrow: vector(133),
  fromLowBytes: vector(137),
  fromHighBytes: vector(138),
  /** The same with signs, so that a mask stays a mask. */
  fromLowMask: vector(135),
  fromHighMask: vector(136),
  shl: vector(139),
  add: vector(142),
  sub: vector(145),
  min: vector(150),
  max: vector(152),
}

export const i32x4 = {
  splat: vector(17),
  fromLow: vector(167),
  fromHigh: vector(168),
  fromLowUnsigned: vector(169),
  fromHighUnsigned: vector(170),
  add: vector(174),
  sub: vector(177),
  mul: vector(181),
  max: vector(184),
}

export const f32x4 = {
  floor: vector(104),
  add: vector(228),
  sub: vector(229),
  mul: vector(230),
  div: vector(231),
  fromWhole: vector(250),
}
export const f64x2 = {
  add: vector(240),
  mul: vector(242),
  div: vector(243),
  fromLowWhole: vector(254),
  /** Rounded towards nothing, into the first two of four whole numbers. */
  toWhole: vector(252),
}

/** The same number in every lane, as a constant. */
export const always = {
  i8: (value: number) => v128.const(new Uint8Array(16).fill(value)),
  i16: (value: number) => v128.const(new Uint8Array(new Int16Array(8).fill(value).buffer)),
  i32: (value: number) => v128.const(new Uint8Array(new Int32Array(4).fill(value).buffer)),
  f32: (value: number) => v128.const(new Uint8Array(new Float32Array(4).fill(value).buffer)),
  f64: (value: number) => v128.const(new Uint8Array(new Float64Array(2).fill(value).buffer)),
}
