import '@fastify/cookie'
import '@fastify/csrf-protection'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Outcome } from '../core/outcome.ts'
import type { Db, TransactionOptions, Tx } from './db.ts'
import type { Role, Who } from './who.ts'

/** Who may use a route, and in a short sentence what for. A route without one stops the start. */
export interface Policy {
  readonly roles: readonly Role[] | 'public'
  readonly about: string
}

/** The pages of a step: a plugin that declares routes. */
export type StepPages = FastifyPluginAsyncZod
/** The JSON routes of a step; their schemas are the OpenAPI document. */
export type StepApi = FastifyPluginAsyncZod

export interface RouteRow {
  readonly method: string
  readonly url: string
  readonly policy: Policy
  /** Whether a program sends an `Idempotency-Key` with it. */
  readonly keyed: boolean
}

/** Who the person of a page is, on every page about them. */
export interface PersonBar {
  readonly name: string
  /** Whom the reader acts for; empty for staff and for the person themselves. */
  readonly actsFor: string
  readonly tabs: readonly { href: string; text: string; active: boolean }[]
  readonly [more: string]: unknown
}

/** A page as a letter: its title, the name of its file without ending, and whether it is Easy Read. */
export interface Letter {
  readonly title: string
  readonly fileName: string
  readonly easyRead: boolean
}

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: Policy
    /** A JSON route that only works something out: it changes nothing and needs no idempotency key. */
    pure?: boolean
    /** A JSON route that knows by itself what was asked before: it finds what it made, or changes nothing the second time. */
    ownKey?: boolean
    /** The page stands under the public head, which shows nothing of the person but where else to go: who they are is not asked for it, save of whoever acts for them. */
    plainHead?: boolean
    /** The page is about a record that was merged, so it stays there; all others about it lead to the page that says so. */
    ofMerged?: boolean
    /** The largest file that a form may bring to this route; without it the server's own limit. A larger one is cut and says so. */
    largestUploadBytes?: number
  }
  interface FastifyInstance {
    readonly db: Db
    readonly routeTable: RouteRow[]
    /** Made-up records: only then may a figure that nobody has checked be used. Never in production mode. */
    readonly demo: boolean
    /** Whose records these are, and the number to phone; empty where there is none. */
    readonly council: { readonly name: string; readonly phone: string }
  }
  interface FastifyRequest {
    who: Who
    /** The file that a form brought, not yet read; undefined when none was chosen. The other fields are in the body. */
    upload: MultipartFile | undefined
    personBar: PersonBar | null
    /** The idempotency key of an API request that changes something, once it is known to be new. */
    idempotencyKey: string | null
    /** True once a transaction that holds the key stands. */
    keyTaken: boolean
    /** One transaction as who asks. With `:personId` in the address: only for someone who may see that person, and a look is recorded. */
    tx<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>
    /** The same, with an expected "no" given back as its code. */
    attempt<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<Outcome<T, string>>
  }
  interface FastifyReply {
    page(template: string, view: object, status?: number): Promise<FastifyReply>
    /** The same page as a PDF: what its `main` says, in the same words. Downloaded, or shown with `?print` in the address. */
    letter(template: string, view: object, letter: Letter): Promise<FastifyReply>
    /** Goes on to another page, which says what was done. The message names nobody. */
    done(url: string, message: string): FastifyReply
  }
}
