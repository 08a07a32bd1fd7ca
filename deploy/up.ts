import { PolyglotError } from '../src/errors.ts'
import { containerCode } from './code.ts'
import { environmentOf, writeEnvFile } from './env-file.ts'
import { explained } from './failures.ts'
import { imageFor } from './image.ts'
import { PRICES } from './instances.ts'
import type { EndpointIo } from './io.ts'
import { namesOf } from './names.ts'
import { checkSettings, type EndpointMode, type EndpointSettings } from './settings.ts'
import { bucketStep } from './up/bucket.ts'
import { endpointStep } from './up/endpoint.ts'
import { expiryStep, removeGuard } from './up/expiry.ts'
import { configStep, modelStep, removeOld } from './up/make.ts'
import { configRecipe, modelRecipe } from './up/recipe.ts'
import { roleStep } from './up/role.ts'
import { removeScaling, scalingStep } from './up/scaling.ts'
import { uploadStep } from './up/upload.ts'
import { warmStep } from './up/warm.ts'
import { did, type Work } from './up/work.ts'

/** What is there after `up`, or would be after a dry run. */
export interface UpResult {
  /** Name of the endpoint, such as `polyglot-main`. */
  endpoint: string
  region: string
  mode: EndpointMode
  model: string
  instance: string
  /** Estimated US dollars per hour while an instance runs; undefined where no price is known. */
  pricePerHour?: number
  /** When the endpoint deletes itself; `realtime` with a time limit only. */
  expires?: Date
  /** What happened to each part, in order, such as `bucket polyglot-main-…`. */
  created: string[]
  changed: string[]
  kept: string[]
  removed: string[]
}

/**
 * Brings an endpoint up, step by step. Each step looks first and then makes or changes only what differs, so the same call
 * goes on where an interrupted one stopped, and does nothing where all is there. With `io.aws.dryRun` nothing is changed.
 *
 * @throws PolyglotError BAD_OPTION for settings that cannot be, ENDPOINT for what AWS refuses, with what to do about it.
 */
export async function up(settings: EndpointSettings, io: EndpointIo): Promise<UpResult> {
  checkSettings(settings)
  const image = imageFor(settings)
  let work: Work | undefined
  try {
    const { Account: account = '' } = await io.aws.sts.getCallerIdentity({})
    const names = namesOf(settings, account)
    work = {
      settings,
      names,
      account,
      image,
      io,
      scalingRemoved: false,
      guarded: false,
      deeds: { created: [], changed: [], kept: [], removed: [] },
    }
    return await bringUp(work)
  } catch (error) {
    if (io.signal.aborted) throw interrupted(work, io.signal.reason)
    throw explained(error, { settings, names: work?.names })
  }
}

async function bringUp(work: Work): Promise<UpResult> {
  const { settings, names, account, io, deeds } = work
  const { mode, model, instance, region } = settings
  io.report(`${names.endpoint} in ${region}, account ${account}: ${model}, ${mode}, ${instance}`)
  const steps = <Result>(step: Promise<Result>) => step.finally(() => io.signal.throwIfAborted())
  await steps(bucketStep(work))
  const codeUri = await steps(uploadStep(work, await containerCode(io.container)))
  await steps(roleStep(work))
  const modelName = await steps(modelStep(work, modelRecipe(work, codeUri)))
  const config = await steps(configStep(work, configRecipe(work, modelName)))
  const expires = await steps(expiryStep(work))
  const { deed, instances } = await steps(endpointStep(work, config))
  // Before all that may take long: without it an instance would run for ever.
  if (mode === 'async') await steps(scalingStep(work).then(() => removeGuard(work)))
  else if (deed === 'kept') await steps(removeScaling(work))
  await steps(removeOld(work, modelName, config))
  if (!io.aws.dryRun) {
    if (mode === 'async' && deed === 'kept' && instances === 0)
      io.report(`${names.endpoint} sleeps and costs nothing; the first request wakes it.`)
    else await steps(warmStep(work))
    await writeEnvironment(work)
  }
  return {
    endpoint: names.endpoint,
    region,
    mode,
    model,
    instance,
    pricePerHour: PRICES[instance]?.dollars,
    expires,
    ...deeds,
  }
}

async function writeEnvironment(work: Work): Promise<void> {
  const { settings, io } = work
  if (io.envFile === undefined) return
  const written = await writeEnvFile(io.envFile, environmentOf(settings))
  did(work, written ? 'changed' : 'kept', io.envFile)
}

/** @param reason of the signal */
function interrupted(work: Work | undefined, reason: unknown): PolyglotError {
  const made = [...(work?.deeds.created ?? []), ...(work?.deeds.changed ?? [])]
  const rest = made.includes(`endpoint ${work?.names.endpoint}`)
    ? `AWS goes on with ${work?.names.endpoint}, and its instance costs from when it is there. ${work?.guarded ? 'Unless the same command gets to its end, it is deleted two hours after this one began to make it. ' : ''}The same command goes on waiting; polyglot endpoint down takes it down.`
    : 'This run has started nothing that costs. The same command goes on where it stopped; polyglot endpoint down takes away what was made.'
  return new PolyglotError('ENDPOINT', `Stopped before the endpoint was ready. ${rest}`, {
    cause: reason,
  })
}
