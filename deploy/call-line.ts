import type { Call } from './aws.ts'

/** A call as a person can read it: `sagemaker.createModel`, then what is sent, one line per value, much like YAML. */
export function callLine({ service, operation, input }: Call): string {
  return [`${service}.${operation}`, ...lines(input).map(indented)].join('\n')
}

function lines(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)]
  if (Array.isArray(value))
    return value.flatMap((item) => {
      const [first, ...rest] = lines(item)
      return [`- ${first}`, ...rest.map(indented)]
    })
  return Object.entries(value).flatMap(([key, item]) => {
    if (item === undefined) return []
    if (item instanceof Uint8Array) return [`${key}: ${item.length} bytes`]
    // Policies and the input of a schedule travel as JSON texts.
    if (typeof item === 'string' && item.startsWith('{'))
      return [`${key}:`, ...lines(JSON.parse(item)).map(indented)]
    if (typeof item !== 'object' || item === null) return [`${key}: ${item}`]
    if (Array.isArray(item) && item.every((part) => typeof part !== 'object'))
      return [`${key}: ${item.join(', ')}`]
    return [`${key}:`, ...lines(item).map(indented)]
  })
}

function indented(line: string): string {
  return `  ${line}`
}
