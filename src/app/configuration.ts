import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { parseCalendarDate } from '../core/calendar-date.ts'
import { type Clock, clockOn, realClock } from '../platform/clock.ts'
import { OutsideFailure } from '../platform/refused.ts'

const PROXIES =
  'DAYWELL_PROXIES must be addresses of your proxies, like 10.0.0.5 or 10.1.0.0/16, with commas between them'

/** An address, or a range of them as an address and how many of its first bits count. */
function isRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const longest = isIP(address) === 4 ? 32 : 128
  return isIP(address) > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && +bits <= longest))
}

const environment = z.object({
  PORT: z.coerce
    .number('PORT must be a number')
    .int('PORT must be a whole number')
    .min(0)
    .max(65_535, 'PORT must be at most 65535')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  DAYWELL_DATA: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgres://')
    .optional(),
  DAYWELL_TODAY: z
    .string()
    .refine((text) => parseCalendarDate(text) !== undefined, 'DAYWELL_TODAY must be a date, like 2026-11-22')
    .optional(),
  DAYWELL_SECRET: z.string().min(32, 'DAYWELL_SECRET must be at least 32 characters').optional(),
  DAYWELL_COUNCIL: z
    .string()
    .regex(/^[a-z-]+$/, 'DAYWELL_COUNCIL must be the name of a folder in councils')
    .default('cheshire-east'),
  DAYWELL_PHONE: z
    .string()
    .regex(/^[\d +()]{5,30}$/, 'DAYWELL_PHONE must be a phone number')
    .optional(),
  DAYWELL_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((ranges) => ranges.every(isRange), PROXIES)
    .optional(),
  DAYWELL_DEMO: z.enum(['on', 'off'], 'DAYWELL_DEMO must be on or off').optional(),
  LOG_LEVEL: z
    .enum(
      ['silent', 'fatal', 'error', 'warn', 'info', 'debug'],
      'LOG_LEVEL must be one of silent, fatal, error, warn, info, debug',
    )
    .default('warn'),
  NODE_ENV: z.string().optional(),
})

export interface Configuration {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly council: string
  /** The number that pages give for help; empty when the council gives none. */
  readonly phone: string
  readonly secret: string
  /** Reverse proxies, beside this computer itself, that are believed when they say whom they ask for. */
  readonly proxies: readonly string[]
  readonly logLevel: string
  readonly production: boolean
  /** Whether an empty database is filled with the made-up borough. */
  readonly demo: boolean
  readonly clock: Clock
}

/** Reads the settings once. A wrong one stops the program with the setting named and what it should be. */
export function configurationFrom(variables: NodeJS.ProcessEnv): Configuration {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const read = environment.safeParse(given)
  if (!read.success)
    throw new OutsideFailure('wrong_setting', new Error(read.error.issues.map(({ message }) => message).join('. ')))
  const set = read.data
  const production = set.NODE_ENV === 'production'
  if (production && set.DATABASE_URL === undefined)
    throw new OutsideFailure(
      'wrong_setting',
      new Error('In production mode set DATABASE_URL: the embedded database is for trials only'),
    )
  if (production && set.DAYWELL_SECRET === undefined)
    throw new OutsideFailure(
      'wrong_setting',
      new Error('In production mode set DAYWELL_SECRET to 32 or more random characters, the same for every process'),
    )
  if (production && (set.DAYWELL_DEMO === 'on' || set.DAYWELL_TODAY !== undefined))
    throw new OutsideFailure(
      'wrong_setting',
      new Error('In production mode there is no demo borough and no set day: leave DAYWELL_DEMO and DAYWELL_TODAY out'),
    )
  const today = set.DAYWELL_TODAY === undefined ? undefined : parseCalendarDate(set.DAYWELL_TODAY)
  return {
    port: set.PORT,
    host: set.HOST,
    dataFolder: resolve(set.DAYWELL_DATA),
    databaseUrl: set.DATABASE_URL,
    council: set.DAYWELL_COUNCIL,
    phone: set.DAYWELL_PHONE ?? '',
    secret: set.DAYWELL_SECRET ?? randomBytes(32).toString('hex'),
    proxies: set.DAYWELL_PROXIES ?? [],
    logLevel: set.LOG_LEVEL,
    production,
    demo: !production && set.DAYWELL_DEMO !== 'off',
    clock: today === undefined ? realClock : clockOn(today),
  }
}
