import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
  /** Notes the call, and throws the error that a test planned for it. */
  heard(operation: string, input: unknown): void
}

export interface Replied {
  /** @default 200 */
  status?: number
  headers?: OutgoingHttpHeaders
  body?: string | Buffer
}

/** An error as AWS words it, in the protocol of the service that was asked. */
export class Fault extends Error {
  readonly code: string
  readonly status: number

  /** Other fields of the error, for services that speak JSON. */
  readonly fields: object

  constructor(code: string, message = code, status = 400, fields: object = {}) {
    super(message)
    this.code = code
    this.status = status
    this.fields = fields
  }

  reply(service: string): Replied {
    const text = xmlText(this.message)
    if (service === 's3')
      return {
        status: this.status,
        headers: { 'content-type': 'application/xml' },
        body: `<Error><Code>${this.code}</Code><Message>${text}</Message></Error>`,
      }
    if (service === 'iam' || service === 'sts')
      return {
        status: this.status,
        headers: { 'content-type': 'text/xml' },
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>${this.code}</Code><Message>${text}</Message></Error></ErrorResponse>`,
      }
    return {
      status: this.status,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': this.code },
      body: JSON.stringify({
        __type: this.code,
        message: this.message,
        Message: this.message,
        ...this.fields,
      }),
    }
  }
}

export function json(value: unknown): Replied {
  return {
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(seconds(value)),
  }
}

/** Times are seconds since 1970 on the wire. */
function seconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000
  if (Array.isArray(value)) return value.map(seconds)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, seconds(item)]))
}

export function xml(body: string): Replied {
  return { headers: { 'content-type': 'application/xml' }, body: `<?xml version="1.0"?>${body}` }
}

export function xmlText(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The call of a JSON protocol: `X-Amz-Target: SageMaker.CreateModel` and its body. */
// biome-ignore lint/suspicious/noExplicitAny: what a call carries differs from call to call
export function jsonCall({ headers, body }: Asked): { operation: string; input: any } {
  const target = String(headers['x-amz-target'])
  return { operation: target.slice(target.indexOf('.') + 1), input: JSON.parse(body.toString()) }
}
