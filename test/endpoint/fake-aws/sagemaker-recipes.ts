import { Fault } from './wire.ts'
import { arn, type World } from './world.ts'

/** Models and endpoint configurations: made once, never changed. */
// biome-ignore lint/suspicious/noExplicitAny: inputs as they came
export const RECIPES: Record<string, (input: any, world: World) => unknown> = {
  CreateModel(input, world) {
    refuseDuplicate(world, 'model', world.models, input.ModelName)
    const role = /role\/(?:.*\/)?([^/]+)$/.exec(input.ExecutionRoleArn)?.[1] ?? ''
    if (!world.roles.has(role))
      throw new Fault(
        'ValidationException',
        `Could not assume role ${input.ExecutionRoleArn}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`,
      )
    world.models.set(input.ModelName, { ...input, CreationTime: new Date() })
    return { ModelArn: arn(world, 'sagemaker', `model/${input.ModelName}`) }
  },
  DescribeModel: ({ ModelName }, world) => ({
    ...found(world, 'model', world.models, ModelName),
    ModelArn: arn(world, 'sagemaker', `model/${ModelName}`),
  }),
  DeleteModel({ ModelName }, world) {
    found(world, 'model', world.models, ModelName)
    world.models.delete(ModelName)
  },
  ListModels: ({ NameContains = '' }, world) => ({
    Models: named(world.models, NameContains).map(([ModelName, { CreationTime }]) => ({
      ModelName,
      CreationTime,
      ModelArn: arn(world, 'sagemaker', `model/${ModelName}`),
    })),
  }),
  CreateEndpointConfig(input, world) {
    refuseDuplicate(world, 'endpoint-config', world.configs, input.EndpointConfigName)
    for (const { ModelName } of input.ProductionVariants)
      found(world, 'model', world.models, ModelName)
    world.configs.set(input.EndpointConfigName, { ...input, CreationTime: new Date() })
    return {
      EndpointConfigArn: arn(world, 'sagemaker', `endpoint-config/${input.EndpointConfigName}`),
    }
  },
  DescribeEndpointConfig: ({ EndpointConfigName }, world) => ({
    ...found(world, 'endpoint-config', world.configs, EndpointConfigName),
    EndpointConfigArn: arn(world, 'sagemaker', `endpoint-config/${EndpointConfigName}`),
  }),
  DeleteEndpointConfig({ EndpointConfigName }, world) {
    found(world, 'endpoint-config', world.configs, EndpointConfigName)
    world.configs.delete(EndpointConfigName)
  },
  ListEndpointConfigs: ({ NameContains = '' }, world) => ({
    EndpointConfigs: named(world.configs, NameContains).map(([name, { CreationTime }]) => ({
      EndpointConfigName: name,
      CreationTime,
      EndpointConfigArn: arn(world, 'sagemaker', `endpoint-config/${name}`),
    })),
  }),
}

const SAID: Record<string, string> = { 'endpoint-config': 'endpoint configuration' }

export function found<Item>(
  world: World,
  kind: string,
  items: Map<string, Item>,
  name: string,
): Item {
  const item = items.get(name)
  if (item === undefined)
    throw new Fault(
      'ValidationException',
      `Could not find ${SAID[kind] ?? kind} "${arn(world, 'sagemaker', `${kind}/${name}`)}".`,
    )
  return item
}

export function refuseDuplicate(
  world: World,
  kind: string,
  items: Map<string, unknown>,
  name: string,
): void {
  if (items.has(name))
    throw new Fault(
      'ValidationException',
      `Cannot create already existing ${SAID[kind] ?? kind} "${arn(world, 'sagemaker', `${kind}/${name}`)}".`,
    )
}

export function named<Item>(items: Map<string, Item>, part: string): [string, Item][] {
  return [...items].filter(([name]) => name.includes(part))
}

export function tagsOf(tags: { Key: string; Value: string }[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]))
}
