import type { PendingRequest } from './journal.ts'

const VERSION = 1

/** One line per request. */
export function printJournal(requests: PendingRequest[]): string {
  const lines = requests.map((request) => `    ${JSON.stringify(request)}`)
  return `{\n  "version": ${VERSION},\n  "requests": [\n${lines.join(',\n')}\n  ]\n}\n`
}

/** @throws Error for a text that `printJournal` has not written. */
export function parseJournal(text: string): PendingRequest[] {
  const { version, requests } = JSON.parse(text) ?? {}
  if (version !== VERSION || !Array.isArray(requests))
    throw new Error('it is not a list of requests')
  if (!requests.every(isRequest)) throw new Error('one of its requests is not complete')
  return requests
}

function isRequest(value: unknown): value is PendingRequest {
  const request = Object(value) as Record<string, unknown>
  return (
    STRINGS.every((field) => typeof request[field] === 'string') &&
    Number.isFinite(request.sent) &&
    Number.isFinite(request.until) &&
    (request.failure === undefined || typeof request.failure === 'string') &&
    Array.isArray(request.texts) &&
    request.texts.every((text) => text === null || typeof text === 'string')
  )
}

const STRINGS: (keyof PendingRequest)[] = [
  'id',
  'endpoint',
  'region',
  'fingerprint',
  'from',
  'to',
  'output',
]
