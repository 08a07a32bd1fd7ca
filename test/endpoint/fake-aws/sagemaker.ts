import { paged } from './pages.ts'
import { found, named, RECIPES, refuseDuplicate, tagsOf } from './sagemaker-recipes.ts'
import { type Asked, Fault, json, jsonCall, type Replied } from './wire.ts'
import { arn, type FakeEndpoint, type World } from './world.ts'

const BUSY = ['Creating', 'Updating', 'SystemUpdating', 'RollingBack', 'Deleting']

export function sagemaker(asked: Asked, world: World): Replied {
  const { operation, input } = jsonCall(asked)
  asked.heard(operation, input)
  const answer = OPERATIONS[operation]
  if (answer === undefined) throw new Error(operation)
  return json(paged(operation, input, answer(input, world) ?? {}))
}

// biome-ignore lint/suspicious/noExplicitAny: inputs as they came
const OPERATIONS: Record<string, (input: any, world: World) => unknown> = {
  ...RECIPES,
  CreateEndpoint({ EndpointName, EndpointConfigName, Tags = [] }, world) {
    refuseDuplicate(world, 'endpoint', world.endpoints, EndpointName)
    found(world, 'endpoint-config', world.configs, EndpointConfigName)
    world.endpoints.set(EndpointName, {
      config: EndpointConfigName,
      status: 'Creating',
      looks: world.looks,
      next: world.outcomes.shift() ?? { status: 'InService' },
      tags: tagsOf(Tags),
      instances: 1,
      created: new Date(),
    })
    return { EndpointArn: arn(world, 'sagemaker', `endpoint/${EndpointName}`) }
  },
  UpdateEndpoint({ EndpointName, EndpointConfigName }, world) {
    const endpoint: FakeEndpoint = found(world, 'endpoint', world.endpoints, EndpointName)
    refuseBusy(world, EndpointName, endpoint)
    const config = found(world, 'endpoint-config', world.configs, EndpointConfigName)
    if (
      [...world.targets.keys()].some((id) => id.startsWith(`endpoint/${EndpointName}/`)) &&
      config.ProductionVariants[0].InstanceType !==
        world.configs.get(endpoint.config)?.ProductionVariants[0].InstanceType
    )
      throw new Fault(
        'ValidationException',
        'The variant(s) "AllTraffic" must be deregistered as scalable targets before the instance type can be changed.',
      )
    const next = world.outcomes.shift() ?? { status: 'InService' }
    Object.assign(endpoint, {
      status: 'Updating',
      looks: world.looks,
      next: { ...next, config: EndpointConfigName },
    })
    return { EndpointArn: arn(world, 'sagemaker', `endpoint/${EndpointName}`) }
  },
  DescribeEndpoint({ EndpointName }, world) {
    const endpoint: FakeEndpoint = found(world, 'endpoint', world.endpoints, EndpointName)
    const answer = described(EndpointName, endpoint, world)
    if (BUSY.includes(endpoint.status)) {
      endpoint.looks -= 1
      if (endpoint.looks <= 0) settle(EndpointName, endpoint, world)
    }
    return answer
  },
  DeleteEndpoint({ EndpointName }, world) {
    const endpoint: FakeEndpoint = found(world, 'endpoint', world.endpoints, EndpointName)
    refuseBusy(world, EndpointName, endpoint)
    Object.assign(endpoint, { status: 'Deleting', looks: world.looks })
  },
  ListEndpoints: ({ NameContains = '' }, world) => ({
    Endpoints: named(world.endpoints, NameContains).map(([EndpointName, { status, created }]) => ({
      EndpointName,
      EndpointStatus: status,
      EndpointArn: arn(world, 'sagemaker', `endpoint/${EndpointName}`),
      CreationTime: created,
      LastModifiedTime: created,
    })),
  }),
  AddTags({ ResourceArn, Tags }, world) {
    const endpoint = world.endpoints.get(ResourceArn.split('endpoint/')[1] ?? '')
    if (endpoint) Object.assign(endpoint.tags, tagsOf(Tags))
    return { Tags }
  },
  ListTags: ({ ResourceArn }, world) => ({
    Tags: Object.entries(
      world.endpoints.get(ResourceArn.split('endpoint/')[1] ?? '')?.tags ?? {},
    ).map(([Key, Value]) => ({ Key, Value })),
  }),
}

function described(name: string, endpoint: FakeEndpoint, world: World) {
  const config = world.configs.get(endpoint.config)
  return {
    EndpointName: name,
    EndpointArn: arn(world, 'sagemaker', `endpoint/${name}`),
    EndpointConfigName: endpoint.config,
    EndpointStatus: endpoint.status,
    FailureReason: endpoint.reason,
    CreationTime: endpoint.created,
    LastModifiedTime: endpoint.created,
    ProductionVariants: [{ VariantName: 'AllTraffic', CurrentInstanceCount: endpoint.instances }],
    AsyncInferenceConfig: config?.AsyncInferenceConfig,
  }
}

function settle(name: string, endpoint: FakeEndpoint, world: World): void {
  const { status, next } = endpoint
  if (status === 'Deleting') {
    world.endpoints.delete(name)
    return
  }
  endpoint.reason = next?.reason
  endpoint.status = next?.status === 'RolledBack' ? 'InService' : (next?.status ?? 'InService')
  if (next?.config !== undefined && next.status !== 'RolledBack') endpoint.config = next.config
  endpoint.next = undefined
}

function refuseBusy(world: World, name: string, { status }: FakeEndpoint): void {
  if (BUSY.includes(status))
    throw new Fault(
      'ValidationException',
      `Cannot update in-progress endpoint "${arn(world, 'sagemaker', `endpoint/${name}`)}".`,
    )
}
