import { createHash } from 'node:crypto'
import { buildSync } from 'esbuild'
import type { FastifyInstance } from 'fastify'
import { type AssetFile, assetAddress, assetHeaders } from './asset-files.ts'
import './http.ts'
import { projectFolder } from './project-folder.ts'

const built = new Map<string, AssetFile>()

/**
 * One script for the browser, made from a file below src/ and everything it uses, small and whole. Made when it is first
 * asked for and kept in memory: a fresh clone needs no build, and another source gives another address.
 */
export function browserScript(name: string, entry: string): AssetFile {
  const kept = built.get(entry)
  if (kept !== undefined) return kept
  const { outputFiles } = buildSync({
    absWorkingDir: projectFolder,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: ['es2022'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  })
  const body = Buffer.from(outputFiles[0]?.contents ?? [])
  const version = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const file = { name, type: 'text/javascript; charset=utf-8', body, version }
  built.set(entry, file)
  return file
}

/** The policy of a page whose script may reach nothing: it runs by its nonce, and the browser itself lets it send no request. */
export const closedPage = (nonce: string) =>
  `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`

/** The policy of a page whose script works in threads of its own, which come from here too; nothing is sent. */
export const workingPage = (nonce: string) => `${closedPage(nonce)}; worker-src 'self'`

/**
 * Gives a script out under /assets/ and says its address. Where the script cannot be made the fault is logged and the address
 * is empty: every page works without script.
 */
export function serveScript(app: FastifyInstance, name: string, entry: string): () => string {
  const policy = { roles: 'public', about: 'The script of a page that works without it too' } as const
  app.get<{ Querystring: { v?: string } }>(`/assets/${name}`, { config: { policy } }, async (request, reply) => {
    const file = browserScript(name, entry)
    return reply.headers(assetHeaders(file, request.query.v)).send(file.body)
  })
  return () => {
    try {
      return assetAddress(browserScript(name, entry))
    } catch (error) {
      app.log.error(
        { script: name, fault: error instanceof Error ? error.message : 'unknown' },
        'a script was not made',
      )
      return ''
    }
  }
}
