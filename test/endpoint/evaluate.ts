import type { PolicyDocument, Statement } from '../../deploy/policy.ts'

/** One thing that a call must be allowed to do. */
export interface Need {
  /** Such as `sagemaker:CreateModel`. */
  action: string
  /** ARN, or `*` for actions that know no resources. */
  resource: string
  /** What is known about the request, by condition key. */
  context?: Record<string, string | string[]>
}

/** Whether a policy allows it, as IAM evaluates identity policies that have no Deny. */
export function allows({ Statement }: PolicyDocument, need: Need): boolean {
  return Statement.some(
    (statement) =>
      statement.Action.some((pattern) =>
        matches(pattern.toLowerCase(), need.action.toLowerCase()),
      ) &&
      (statement.Resource ?? []).some((pattern) => matches(pattern, need.resource)) &&
      holds(statement, need),
  )
}

/** A `*` stands for any run of characters, a `?` for one. */
export function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's').test(text)
}

function holds({ Condition = {} }: Statement, { context = {} }: Need): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const test = OPERATORS[operator]
      if (test === undefined) throw new Error(`this evaluator does not know ${operator}`)
      return test([wanted].flat(), key in context ? [context[key] ?? []].flat() : undefined)
    }),
  )
}

const OPERATORS: Record<string, (wanted: string[], given: string[] | undefined) => boolean> = {
  StringEquals: (wanted, given) => given?.some((one) => wanted.includes(one)) ?? false,
  'ForAllValues:StringEquals': (wanted, given = []) => given.every((one) => wanted.includes(one)),
}
