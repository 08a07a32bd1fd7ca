import type { MadeCall } from '../calls.ts'
import type { Need } from '../evaluate.ts'

/** By `service.Operation`. */
export type Table = Record<string, (input: MadeCall['input']) => Need[]>

const REGION = 'eu-central-1'
export const ACCOUNT = '123456789012'

export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`
}

export function on(action: string, resource: string, context?: Need['context']): Need {
  return context ? { action, resource, context } : { action, resource }
}

/** For actions that know no resources. */
export const list = (action: string) => () => [on(action, '*')]

export const endpoint = (name: string) => arn('sagemaker', `endpoint/${name}`)

/** Handing a role to a service. */
export function passing(role: string, to: string): Need {
  return on('iam:PassRole', role, { 'iam:PassedToService': `${to}.amazonaws.com` })
}
