import type { FastifyInstance } from 'fastify'

interface SentFile {
  /** The page with the form, which says where the form goes and holds its token. */
  readonly page: string
  readonly cookies: Readonly<Record<string, string>>
  readonly name: string
  readonly content: string
  readonly fields?: Readonly<Record<string, string>>
  /** Another address or token than the page gives, to see it refused. */
  readonly instead?: { readonly url?: string; readonly token?: string }
}

/** Opens a page with a form for a file, chooses one and sends it, as a browser does: the fields first, the file last. */
export async function sendFile(web: FastifyInstance, { page: url, cookies, name, content, fields, instead }: SentFile) {
  const page = await web.inject({ method: 'GET', url, cookies: { ...cookies } })
  const [, action = '', form = ''] =
    /<form method="post" action="([^"]+)" enctype([\s\S]*?)<\/form>/.exec(page.body) ?? []
  const token = /name="_csrf" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const edge = 'edge-of-a-part'
  const parts = Object.entries({ _csrf: instead?.token ?? token, ...fields }).map(
    ([field, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  )
  const file = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n${content}\r\n--${edge}--\r\n`
  const answer = await web.inject({
    method: 'POST',
    url: instead?.url ?? action.replaceAll('&amp;', '&'),
    cookies: { ...cookies, ...Object.fromEntries(page.cookies.map((cookie) => [cookie.name, cookie.value])) },
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: parts.join('') + file,
  })
  return { answer, action, token }
}
