import type { DescribeEndpointOutput } from '@aws-sdk/client-sagemaker'
import { PolyglotError } from '../../src/errors.ts'
import { unlessMissing } from '../down/missing.ts'
import { type Look, waitFor } from '../wait.ts'
import { isPassing } from './answer.ts'
import type { Work } from './work.ts'

/** An endpoint that is at rest. */
export interface Seen {
  /** EndpointStatus of DescribeEndpoint. */
  status: string
  /** Name of its configuration. */
  config: string
  /** FailureReason, as AWS gives it. */
  reason?: string
  /** How many run now. */
  instances: number
}

const BUSY = ['Creating', 'Updating', 'SystemUpdating', 'RollingBack', 'Deleting']

/** AWS gives up by itself earlier than that: milliseconds. */
const PATIENCE = 90 * 60_000

/** After a change was asked for, DescribeEndpoint may show the time before it for a while: milliseconds. */
const STALE = 60_000

/**
 * Waits while the endpoint is being made, changed or deleted, by whomever. AWS's own waiters stop at the first validation
 * error and never stop for an endpoint that is out of service.
 *
 * @param asked what was just asked for
 * @returns undefined where there is no such endpoint
 */
export async function settled(
  { io, names }: Work,
  asked?: { at: number; config: string },
): Promise<Seen | undefined> {
  const now = io.now ?? Date.now
  return waitFor<Seen | undefined>(
    {
      what: `endpoint ${names.endpoint}`,
      every: 15_000,
      atMost: PATIENCE,
      late: (state) =>
        new PolyglotError(
          'ENDPOINT',
          `endpoint ${names.endpoint} is still ${state} after ${PATIENCE / 60_000} minutes. See polyglot endpoint status; polyglot endpoint down ends it.`,
        ),
      async look(): Promise<Look<Seen | undefined>> {
        const fresh = asked !== undefined && now() - asked.at < STALE
        let found: DescribeEndpointOutput | undefined
        try {
          found = await unlessMissing(
            io.aws.sagemaker.describeEndpoint({ EndpointName: names.endpoint }),
          )
        } catch (error) {
          // It may take an hour: one bad minute of AWS, or of the network here, must not end the wait.
          if (asked === undefined || !isPassing(error)) throw error
          return { done: false, state: `AWS does not answer (${(error as Error).name})` }
        }
        if (found === undefined)
          return fresh ? { done: false, state: 'asked for' } : { done: true, result: undefined }
        const { EndpointStatus: status = 'Unknown', EndpointConfigName: config = '' } = found
        if (BUSY.includes(status)) return { done: false, state: status }
        const reason = found.FailureReason
        if (fresh && status === 'InService' && config !== asked.config && !reason)
          return { done: false, state: 'asked for' }
        return {
          done: true,
          result: {
            status,
            config,
            reason,
            instances: found.ProductionVariants?.[0]?.CurrentInstanceCount ?? 0,
          },
        }
      },
    },
    io,
  )
}
