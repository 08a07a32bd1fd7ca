import type { Call } from '../../../deploy/aws.ts'
import { callLine } from '../../../deploy/call-line.ts'

/**
 * Calls as people read them: numbered, each with what it is given. Of one that differs only a little from the one before, such
 * as the upload of another file, only what differs is shown.
 */
export function callList(calls: Call[]): string {
  const width = String(calls.length).length
  let before: string[] = []
  return calls
    .map((call, index) => {
      const lines = callLine(call).split('\n')
      const number = String(index + 1).padStart(width)
      const differing = lines.filter((line, at) => line !== before[at])
      const isAlike = lines.length > 2 && lines[0] === before[0] && lines.length === before.length
      before = lines
      if (isAlike)
        return `${number}  ${lines[0]}  ${differing.map((line) => line.trim()).join('  ')}`
      const [name, ...given] = lines
      const indent = ' '.repeat(width)
      return [
        `${index > 0 ? '\n' : ''}${number}  ${name}`,
        ...given.map((line) => indent + line),
      ].join('\n')
    })
    .join('\n')
}

/** The same for `--json`: bytes become their number. */
export function plainCalls(calls: Call[]): object[] {
  return calls.map(({ service, operation, input }) => ({ service, operation, input: plain(input) }))
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
}
