import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Aws } from './aws.ts'
import { half } from './line.ts'

/** GetObject and PutObject, with the bucket in the path. */
export function serveObject(
  aws: Aws,
  { method, url, socket }: IncomingMessage,
  body: string,
  response: ServerResponse,
): void {
  const path = decodeURIComponent(url!.split('?')[0]!.slice(1))
  const line = `${method} ${path}`
  aws.others.push(line)
  const turn = aws.s3(line)
  if (turn === 'never') return
  if (turn === 'reset') socket.resetAndDestroy()
  else if (typeof turn === 'object' && 'status' in turn)
    refuse(response, turn.status, turn.type ?? '', turn.text ?? '')
  else if (method === 'PUT') {
    aws.objects.set(path, unchunked(body))
    response.writeHead(200, { etag: '"x"' }).end()
  } else {
    const found = aws.objects.get(path)
    if (found === undefined)
      refuse(response, aws.missing === 'NoSuchKey' ? 404 : 403, aws.missing, 'no')
    else if (turn === 'half') half(response, found)
    else response.writeHead(200).end(found)
  }
}

function refuse(response: ServerResponse, status: number, code: string, words: string): void {
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<Error><Code>${code}</Code><Message>${words}</Message></Error>`)
}

/** The client may send a body in chunks of `aws-chunked`, each behind its length. */
function unchunked(body: string): string {
  const [, inner] = /^[0-9a-f]+\r\n([\s\S]*?)\r\n0\r\n/.exec(body) ?? []
  return inner ?? body
}
