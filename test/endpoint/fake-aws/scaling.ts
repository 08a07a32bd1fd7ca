import { type Asked, Fault, json, jsonCall, type Replied } from './wire.ts'
import { arn, type World } from './world.ts'

/** Application Auto Scaling. */
export function scaling(asked: Asked, world: World): Replied {
  const { operation, input } = jsonCall(asked)
  asked.heard(operation, input)
  const answer = OPERATIONS[operation]
  if (answer === undefined) throw new Error(operation)
  return json(answer(input, world) ?? {})
}

// biome-ignore lint/suspicious/noExplicitAny: inputs as they came
const OPERATIONS: Record<string, (input: any, world: World) => unknown> = {
  RegisterScalableTarget(input, world) {
    const name = input.ResourceId.split('/')[1]
    if (world.endpoints.get(name)?.status !== 'InService')
      throw new Fault('ValidationException', `No in-service endpoint ${name} was found.`)
    world.targets.set(input.ResourceId, { ...input, CreationTime: new Date() })
  },
  DeregisterScalableTarget({ ResourceId }, world) {
    if (!world.targets.delete(ResourceId))
      throw missing(`No scalable target found for ${ResourceId}`)
    for (const [name, policy] of world.policies)
      if (policy.ResourceId === ResourceId) world.policies.delete(name)
  },
  DescribeScalableTargets: ({ ResourceIds }, world) => ({
    ScalableTargets: [...world.targets.values()].filter(
      ({ ResourceId }) => ResourceIds === undefined || ResourceIds.includes(ResourceId),
    ),
  }),
  PutScalingPolicy(input, world) {
    if (!world.targets.has(input.ResourceId))
      throw missing(`No scalable target registered for ${input.ResourceId}`)
    const PolicyARN = arn(world, 'autoscaling', `scalingPolicy:fake:policyName/${input.PolicyName}`)
    world.policies.set(input.PolicyName, { ...input, PolicyARN, CreationTime: new Date() })
    return { PolicyARN, Alarms: [] }
  },
  DeleteScalingPolicy({ PolicyName }, world) {
    if (!world.policies.delete(PolicyName)) throw missing(`No scaling policy found: ${PolicyName}`)
  },
  DescribeScalingPolicies: ({ ResourceId }, world) => ({
    ScalingPolicies: [...world.policies.values()].filter(
      (policy) => ResourceId === undefined || policy.ResourceId === ResourceId,
    ),
  }),
}

function missing(text: string): Fault {
  return new Fault('ObjectNotFoundException', text)
}
