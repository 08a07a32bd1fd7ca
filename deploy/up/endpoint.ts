import { PolyglotError } from '../../src/errors.ts'
import { unlessMissing } from '../down/missing.ts'
import { reasonInWords } from '../failures.ts'
import type { EndpointMode } from '../settings.ts'
import { insist } from '../wait.ts'
import { guardStep, removeGuard } from './expiry.ts'
import { isNotThereYet } from './make.ts'
import { removeScaling, scalingStep } from './scaling.ts'
import { type Seen, settled } from './settled.ts'
import { did, tagsOf, type Work } from './work.ts'

/** States in which an endpoint answers nothing and cannot be changed. */
const BROKEN = ['Failed', 'OutOfService', 'UpdateRollbackFailed']

/** Rounds of looking and acting; more mean that somebody else is at work on the same endpoint. */
const ROUNDS = 6

/**
 * Brings the endpoint to that configuration and waits until it is in service.
 *
 * @returns what was done, and how many instances run; undefined in a dry run.
 * @throws PolyglotError ENDPOINT with AWS's reason in plain words.
 */
export async function endpointStep(
  work: Work,
  config: string,
): Promise<{ deed: 'created' | 'changed' | 'kept'; instances?: number }> {
  const { io, names } = work
  const what = `endpoint ${names.endpoint}`
  let asked: { deed: 'created' | 'changed'; at: number } | undefined
  let gone = false
  for (let round = 0; round < ROUNDS; round += 1) {
    const seen = gone ? undefined : await settled(work, asked && { ...asked, config })
    if (seen === undefined) {
      // Where another run was first, the next look waits for what it made.
      if (!(await create(work, config))) continue
      asked = { deed: 'created', at: (io.now ?? Date.now)() }
      did(work, 'created', what)
      if (io.aws.dryRun) return { deed: 'created' }
    } else if (BROKEN.includes(seen.status)) {
      if (asked) throw failed(work, seen)
      io.report(
        `${what} is ${seen.status}, so it is deleted and made anew: ${why(work, seen.reason)}`,
      )
      await remove(work)
      gone = io.aws.dryRun
    } else if (seen.config === config) {
      if (asked === undefined) did(work, 'kept', what)
      return { deed: asked?.deed ?? 'kept', instances: seen.instances }
    } else if (asked) {
      // It runs on, and its scaling was taken away for the change.
      if (work.settings.mode === 'async') await scalingStep(work).then(() => removeGuard(work))
      throw rolledBack(work, seen)
    } else if ((await modeOf(work, seen)) !== work.settings.mode) {
      // That UpdateEndpoint can do this is nowhere documented.
      io.report(`${what} is not ${work.settings.mode}, so it is deleted and made anew`)
      await remove(work)
      gone = io.aws.dryRun
    } else if (await update(work, config)) {
      asked = { deed: 'changed', at: (io.now ?? Date.now)() }
      did(work, 'changed', what)
      if (io.aws.dryRun) return { deed: 'changed' }
    }
  }
  throw new PolyglotError(
    'ENDPOINT',
    `${what} changes again and again: is another polyglot endpoint up or down at work on it? Wait for that one, then run this again.`,
  )
}

/** @returns false where another run was first */
async function create(work: Work, EndpointConfigName: string): Promise<boolean> {
  const { sagemaker } = work.io.aws
  await guardStep(work)
  const input = { EndpointName: work.names.endpoint, EndpointConfigName, Tags: tagsOf(work) }
  return unlessBusy(/already existing/i, () => sagemaker.createEndpoint(input), work)
}

/** @returns false where another run was first */
async function update(work: Work, EndpointConfigName: string): Promise<boolean> {
  const { sagemaker } = work.io.aws
  await guardStep(work)
  // AWS refuses another instance type as long as scaling holds on to the present one.
  await removeScaling(work)
  const input = { EndpointName: work.names.endpoint, EndpointConfigName }
  return unlessBusy(/in-progress/i, () => sagemaker.updateEndpoint(input), work)
}

async function unlessBusy(
  busy: RegExp,
  call: () => Promise<unknown>,
  { io }: Work,
): Promise<boolean> {
  try {
    await insist(call, LATE_CONFIG, io)
    return true
  } catch (error) {
    if (busy.test((error as Error).message)) return false
    throw error
  }
}

/** What kind of endpoint runs now; as wanted, where its configuration is gone and nobody can tell. */
async function modeOf({ io, settings }: Work, { config }: Seen): Promise<EndpointMode> {
  const { sagemaker } = io.aws
  const call = sagemaker.describeEndpointConfig({ EndpointConfigName: config })
  const found = await unlessMissing(call)
  if (found === undefined) return settings.mode
  return found.AsyncInferenceConfig ? 'async' : 'realtime'
}

const LATE_CONFIG = {
  while: isNotThereYet,
  saying: 'AWS does not know the new endpoint configuration yet',
}

async function remove(work: Work): Promise<void> {
  const { sagemaker } = work.io.aws
  await removeScaling(work)
  await unlessMissing(sagemaker.deleteEndpoint({ EndpointName: work.names.endpoint }))
  did(work, 'removed', `endpoint ${work.names.endpoint}`)
}

function failed(work: Work, { status, reason }: Seen): PolyglotError {
  const cost =
    status === 'Failed'
      ? 'A failed endpoint costs nothing; the next polyglot endpoint up makes it anew.'
      : 'It may still cost: run polyglot endpoint up again, which makes it anew, or polyglot endpoint down.'
  return new PolyglotError(
    'ENDPOINT',
    `endpoint ${work.names.endpoint} is ${status}. ${why(work, reason)} ${cost}`,
  )
}

function rolledBack(work: Work, { config, reason }: Seen): PolyglotError {
  return new PolyglotError(
    'ENDPOINT',
    `endpoint ${work.names.endpoint} could not be changed, and AWS put it back: it still runs as ${config}. ${why(work, reason)}`,
  )
}

function why(work: Work, reason: string | undefined): string {
  return reason === undefined ? 'AWS gives no reason.' : reasonInWords(reason, work)
}
