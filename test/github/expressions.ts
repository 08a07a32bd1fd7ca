/** What `${{ }}` and `if:` can see. */
export interface Contexts {
  inputs: Record<string, string>
  github: Record<string, string>
  steps: Record<string, { outputs: Record<string, string>; outcome: string }>
  /** Whether a step before has failed, and whether the run is being cancelled. */
  status: { failed: boolean; cancelled: boolean }
}

/** The part of GitHub's expression language that `action.yml` uses; anything else is an error. */
export function evaluate(expression: string, { status, ...contexts }: Contexts): unknown {
  const script = expression.replaceAll(TOKENS, (token, text, path, call, operator) => {
    if (text !== undefined) return JSON.stringify(text.slice(1, -1).replaceAll("''", "'"))
    if (path !== undefined) return `get(${JSON.stringify(path)})`
    if (call !== undefined || operator !== undefined) return token === '==' ? '===' : token
    if (token === '!=') return '!=='
    if (token.trim() === '') return token
    throw new Error(`Not understood in "${expression}": ${token}`)
  })
  const functions = {
    get: (path: string) => read(contexts, path),
    success: () => !status.failed && !status.cancelled,
    failure: () => status.failed && !status.cancelled,
    cancelled: () => status.cancelled,
    always: () => true,
    contains: (list: unknown[], item: unknown) => list.includes(item),
    fromJSON: JSON.parse,
  }
  return new Function(...Object.keys(functions), `return (${script})`)(...Object.values(functions))
}

/** Text with `${{ }}` in it. */
export function fill(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression) =>
    String(evaluate(expression, contexts) ?? ''),
  )
}

/** A step without `success()`, `always()` and the like runs only after success. */
export function isDue(condition: string | undefined, contexts: Contexts): boolean {
  const text = condition?.trim().replace(/^\$\{\{(.*)\}\}$/s, '$1') ?? 'success()'
  const asked = /\b(?:success|failure|cancelled|always)\(\)/.test(text)
  return Boolean(evaluate(asked ? text : `success() && (${text})`, contexts))
}

const TOKENS =
  /('(?:[^']|'')*')|\b((?:inputs|github|steps)(?:\.[\w-]+)+)|\b((?:success|failure|cancelled|always|contains|fromJSON)\b)|(&&|\|\||==|!(?!=)|[(),])|!=|\s+|./gs

/** What is not there is an empty text, as for GitHub. */
function read(contexts: object, path: string): unknown {
  let value: unknown = contexts
  for (const name of path.split('.')) value = (value as Record<string, unknown>)?.[name]
  return value ?? ''
}
