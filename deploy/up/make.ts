import type { CreateEndpointConfigInput, CreateModelInput } from '@aws-sdk/client-sagemaker'
import { unlessMissing } from '../down/missing.ts'
import { belongsTo } from '../names.ts'
import { insist } from '../wait.ts'
import { did, tagsOf, type Work } from './work.ts'

/** @returns the model's name */
export async function modelStep(work: Work, recipe: CreateModelInput): Promise<string> {
  const { sagemaker } = work.io.aws
  const { ModelName } = recipe
  const there = await unlessMissing(sagemaker.describeModel({ ModelName }))
  if (there === undefined)
    await unlessThere(
      insist(
        () => sagemaker.createModel({ ...recipe, Tags: tagsOf(work) }),
        { while: isRoleUnknown, saying: 'AWS does not know the new role yet' },
        work.io,
      ),
    )
  did(work, there ? 'kept' : 'created', `model ${ModelName}`)
  return ModelName ?? ''
}

/** @returns the name of the endpoint configuration */
export async function configStep(work: Work, recipe: CreateEndpointConfigInput): Promise<string> {
  const { sagemaker } = work.io.aws
  const { EndpointConfigName } = recipe
  const there = await unlessMissing(sagemaker.describeEndpointConfig({ EndpointConfigName }))
  if (there === undefined)
    await unlessThere(
      insist(
        () => sagemaker.createEndpointConfig({ ...recipe, Tags: tagsOf(work) }),
        { while: isNotThereYet, saying: 'AWS does not know the new model yet' },
        work.io,
      ),
    )
  did(work, there ? 'kept' : 'created', `endpoint configuration ${EndpointConfigName}`)
  return EndpointConfigName ?? ''
}

/** Removes the models and configurations of earlier settings. They cost nothing, but nobody would ever look at them again. */
export async function removeOld(work: Work, model: string, config: string): Promise<void> {
  const { sagemaker } = work.io.aws
  const { endpoint } = work.names
  // One each: turning pages writes into what was asked for.
  const listed = () => ({ NameContains: `${endpoint}-` })
  const isOld = (name: string) => name !== model && name !== config && belongsTo(endpoint, name)
  // All names first: deleting while turning pages would skip some.
  const configs: string[] = []
  for await (const { EndpointConfigs = [] } of sagemaker.paginateListEndpointConfigs(listed()))
    configs.push(...EndpointConfigs.map(({ EndpointConfigName = '' }) => EndpointConfigName))
  const models: string[] = []
  for await (const { Models = [] } of sagemaker.paginateListModels(listed()))
    models.push(...Models.map(({ ModelName = '' }) => ModelName))
  for (const EndpointConfigName of configs.filter(isOld)) {
    await unlessMissing(sagemaker.deleteEndpointConfig({ EndpointConfigName }))
    did(work, 'removed', `endpoint configuration ${EndpointConfigName}`)
  }
  for (const ModelName of models.filter(isOld)) {
    await unlessMissing(sagemaker.deleteModel({ ModelName }))
    did(work, 'removed', `model ${ModelName}`)
  }
}

/** A role takes some ten seconds to be known everywhere. */
export function isRoleUnknown(error: unknown): boolean {
  return /could not (?:assume role|access model data)|must allow .* to assume/i.test(
    (error as Error).message,
  )
}

/** What was just made is not known everywhere at once. */
export function isNotThereYet(error: unknown): boolean {
  return /could not find (?:model|endpoint configuration)/i.test((error as Error).message)
}

/** Another run may have made it in the meantime; its name says that it is the same. */
async function unlessThere(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    if (!/already existing/i.test((error as Error).message)) throw error
  }
}
