import { createServer } from 'node:http'
import { closeAfterTest } from './close-after.ts'

/** What a served feed gives for an address: a code of failure, text as it is, or anything else as JSON. */
export type Served = (url: URL) => unknown

/** A feed that answers on this computer until the test ends. Gives its address. */
export async function servedFeed(answer: Served): Promise<string> {
  const server = createServer((request, response) => {
    const given = answer(new URL(request.url ?? '/', 'http://feed'))
    if (typeof given === 'number') response.writeHead(given).end()
    else if (typeof given === 'string' || Buffer.isBuffer(given)) response.end(given)
    else response.end(JSON.stringify(given))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closeAfterTest(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

/** Readers of a served feed may reach this computer; nothing else does. */
export const thisComputer = { mayReach: (ip: string) => ip === '127.0.0.1' }
