import type { DescribeEndpointOutput } from '@aws-sdk/client-sagemaker'
import type { EndpointMode } from '../../../deploy/settings.ts'
import type { Clients } from './clients.ts'
import type { Place } from './fault.ts'

/** What AWS says about an endpoint. */
export interface Description {
  /** Of `EndpointStatus`, or `absent`. */
  status: NonNullable<DescribeEndpointOutput['EndpointStatus']> | 'absent'
  /** Why it failed. */
  reason?: string
  mode?: EndpointMode
  /** When it was created, in milliseconds since 1970. */
  created?: number
  /** Where an asynchronous endpoint leaves its results: `s3://bucket/prefix`. */
  output?: string
}

/**
 * Asks AWS about the endpoint. Undefined where that cannot be known: the package is not installed, the permission
 * `sagemaker:DescribeEndpoint` is missing, AWS does not answer within 20 seconds. Never rejects.
 */
export async function describe(
  clients: Clients,
  { endpoint }: Place,
): Promise<Description | undefined> {
  try {
    const control = await clients.control()
    if (!control) return undefined
    const found = await control.describeEndpoint(
      { EndpointName: endpoint },
      { abortSignal: AbortSignal.timeout(20_000) },
    )
    const { EndpointStatus, FailureReason, CreationTime, AsyncInferenceConfig } = found
    if (!EndpointStatus) return undefined
    return {
      status: EndpointStatus,
      reason: FailureReason,
      mode: AsyncInferenceConfig ? 'async' : 'realtime',
      created: CreationTime?.getTime(),
      output: AsyncInferenceConfig?.OutputConfig?.S3OutputPath,
    }
  } catch (error) {
    const { name, message } = error as Error
    const isAbsent = name === 'ValidationException' && /could not find|not found/i.test(message)
    return isAbsent ? { status: 'absent' } : undefined
  }
}

/** What keeps an endpoint from answering and what to do about it; undefined for one that answers. */
export function complaintAbout(
  { status, reason }: Description,
  { endpoint, region }: Place,
): string | undefined {
  const name = `The endpoint '${endpoint}' in ${region}`
  const because = reason ? ` AWS says: “${reason}”.` : ''
  if (status === 'absent')
    return (
      `There is no endpoint '${endpoint}' in ${region}. \`polyglot endpoint up\` brings it up; ` +
      'if it is up, check AWS_REGION and AWS_PROFILE.'
    )
  if (status === 'Creating')
    return `${name} is still being created. Wait until \`polyglot endpoint status\` says InService, and run again.`
  if (status === 'Deleting')
    return `${name} is being deleted. Bring it up again with \`polyglot endpoint up\`.`
  if (status === 'Failed')
    return (
      `${name} could not be started.${because} \`polyglot endpoint down\` clears it away; then try ` +
      '`polyglot endpoint up` again, with another --instance if it is capacity that was missing.'
    )
  if (status === 'OutOfService' || status === 'UpdateRollbackFailed')
    return (
      `${name} is out of service (${status}).${because} ` +
      'Take it down with `polyglot endpoint down` and bring it up again with `polyglot endpoint up`.'
    )
  return undefined
}
