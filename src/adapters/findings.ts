import type { Finding } from '../types.ts'

/** A line for each finding of a document, errors first. What says the same of several sentences is one line. */
export function describeFindings(findings: Finding[]): string[] {
  const errorsFirst = findings.toSorted((a, b) => rank(a) - rank(b))
  const kinds = Map.groupBy(errorsFirst, ({ check, message }) => `${check} ${message}`)
  return [...kinds.values()].map(([first, ...more]) => {
    const { check, file, line, locale, message, source } = first!
    const place = [file, line].filter((part) => part !== undefined).join(':')
    const words = source ? ` “${beginningOf(source)}”` : ''
    const others = more.length > 0 ? ` (and ${more.length} more like this)` : ''
    return `${place} → ${locale}: ${message} [${check}]${words}${others}`
  })
}

const rank = ({ severity }: Finding) => (severity === 'error' ? 0 : 1)

function beginningOf(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).trimEnd()}…` : text
}
