import type { Aws } from '../../deploy/aws.ts'

/** A call that a client of AWS made: `sagemaker`, `CreateModel`, and what it sent. */
export interface MadeCall {
  service: string
  operation: string
  // biome-ignore lint/suspicious/noExplicitAny: what a call carries differs from call to call
  input: any
}

/** Notes every call that the clients make from now on, reads included. */
export function noteCalls({ region, dryRun, ...clients }: Aws): MadeCall[] {
  const calls: MadeCall[] = []
  for (const [service, client] of Object.entries(clients)) {
    const { middlewareStack } = client as typeof clients.s3
    middlewareStack.add(
      (next, { commandName = '' }) =>
        async (request) => {
          calls.push({
            service,
            operation: commandName.replace(/Command$/, ''),
            input: request.input,
          })
          return next(request)
        },
      { step: 'initialize' },
    )
  }
  return calls
}
