import { PolyglotError } from '../../src/errors.ts'
import type { EndpointIo } from '../io.ts'
import type { Names } from '../names.ts'
import { type Look, waitFor } from '../wait.ts'
import { unlessMissing } from './missing.ts'
import type { Part } from './part.ts'

/** An instance may take an hour to come, and as long to start; then the deletion takes some minutes. */
const PATIENCE = 150 * 60_000

/** How often a deletion is asked for that AWS took on and that did not happen. */
const ATTEMPTS = 3

/** The endpoint itself: what costs money. */
export function endpointPart(io: EndpointIo, { endpoint }: Names): Part {
  const { sagemaker, region, dryRun } = io.aws
  return {
    kind: 'endpoint',
    expected: endpoint,
    afterEndpoint: false,
    async find() {
      const found = await unlessMissing(sagemaker.describeEndpoint({ EndpointName: endpoint }))
      return found ? [endpoint] : []
    },
    async remove(name) {
      if (dryRun) await sagemaker.deleteEndpoint({ EndpointName: name })
      else await removeAndWait(name, io)
      io.report(
        `The log of ${name} stays with CloudWatch. To delete it: aws logs delete-log-group --log-group-name /aws/sagemaker/Endpoints/${name} --region ${region}`,
      )
    },
    command: (name) => `aws sagemaker delete-endpoint --endpoint-name ${name} --region ${region}`,
  }
}

/** @throws PolyglotError ENDPOINT when it is still there in the end, with what AWS says. */
async function removeAndWait(name: string, io: EndpointIo): Promise<void> {
  const { sagemaker } = io.aws
  let accepted = 0
  await waitFor(
    {
      what: `endpoint ${name}`,
      atMost: PATIENCE,
      async look(): Promise<Look<void>> {
        const found = await unlessMissing(sagemaker.describeEndpoint({ EndpointName: name }))
        if (found === undefined) return { done: true, result: undefined }
        const { EndpointStatus: status = 'Unknown', FailureReason: reason } = found
        if (status === 'Deleting') return { done: false, state: status }
        if (accepted >= ATTEMPTS)
          throw new PolyglotError(
            'ENDPOINT',
            `AWS took on the deletion ${ATTEMPTS} times, and it is still ${status}${reason ? `: ${reason}` : ''}`,
          )
        if (!(await askToDelete(name, io)))
          return {
            done: false,
            state: `${status}; AWS deletes it only when that is over, so it still costs`,
          }
        accepted += 1
        return { done: false, state: 'Deleting' }
      },
      late: (state) =>
        new PolyglotError(
          'ENDPOINT',
          `it is still there after ${PATIENCE / 60_000} minutes: ${state}`,
        ),
    },
    io,
  )
}

/** @returns Whether AWS took it on. An endpoint that is being made or changed is refused until that is over. */
async function askToDelete(name: string, { aws }: EndpointIo): Promise<boolean> {
  try {
    await unlessMissing(aws.sagemaker.deleteEndpoint({ EndpointName: name }))
    return true
  } catch (error) {
    const { name: code, message } = error as Error
    if (code === 'ValidationException' && /in-progress/i.test(message)) return false
    throw error
  }
}
