import type {
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  DescribeModelOutput,
} from '@aws-sdk/client-sagemaker'
import type { Aws } from '../aws.ts'
import { unlessMissing } from '../down/missing.ts'
import { PRICES } from '../instances.ts'
import { MODELS } from '../models.ts'
import type { Names } from '../names.ts'
import type { EndpointStatus } from './record.ts'

/** What AWS tells about one endpoint and what it is made of. */
export interface Facts {
  /** Missing when there is no endpoint. */
  endpoint?: DescribeEndpointOutput
  config?: DescribeEndpointConfigOutput
  model?: DescribeModelOutput
  /** When its schedule deletes it. */
  expires?: Date
}

export async function factsOf(aws: Aws, names: Names): Promise<Facts> {
  const { sagemaker } = aws
  const endpoint = await unlessMissing(sagemaker.describeEndpoint({ EndpointName: names.endpoint }))
  const expires = await expiryOf(aws, names)
  if (endpoint?.EndpointConfigName === undefined) return { endpoint, expires }
  const config = await unlessMissing(
    sagemaker.describeEndpointConfig({ EndpointConfigName: endpoint.EndpointConfigName }),
  )
  const ModelName = config?.ProductionVariants?.[0]?.ModelName
  if (ModelName === undefined) return { endpoint, config, expires }
  return {
    endpoint,
    config,
    model: await unlessMissing(sagemaker.describeModel({ ModelName })),
    expires,
  }
}

/** `at(2026-11-22T12:00:00)` in UTC, unless the schedule was turned off. */
async function expiryOf({ scheduler }: Aws, { schedule }: Names): Promise<Date | undefined> {
  const found = await unlessMissing(scheduler.getSchedule({ Name: schedule }))
  const [, time] = /^at\((.+)\)$/.exec(found?.ScheduleExpression ?? '') ?? []
  if (time === undefined || found?.State === 'DISABLED') return undefined
  return new Date(`${time}Z`)
}

/** What of the facts goes into the record as it is. */
export function described({
  endpoint,
  config,
  model,
  expires,
}: Facts): Omit<EndpointStatus, 'name' | 'endpoint' | 'region' | 'warnings' | 'orphans'> {
  if (endpoint === undefined) return { state: 'Gone', instances: 0, dollarsPerHour: 0 }
  const instance = config?.ProductionVariants?.[0]?.InstanceType
  const instances = instancesOf(endpoint)
  const price = PRICES[instance ?? '']?.dollars
  return {
    state: endpoint.EndpointStatus ?? 'Unknown',
    reason: endpoint.FailureReason,
    mode: config && (config.AsyncInferenceConfig ? 'async' : 'realtime'),
    model: modelOf(model),
    instance,
    instances,
    dollarsPerHour: instances === 0 ? 0 : price && price * instances,
    created: endpoint.CreationTime?.toISOString(),
    expires: expires?.toISOString(),
  }
}

/** Instances that are on their way count: they cost as soon as they are up. */
function instancesOf({ ProductionVariants, PendingDeploymentSummary }: DescribeEndpointOutput) {
  const [variant = PendingDeploymentSummary?.ProductionVariants?.[0]] = ProductionVariants ?? []
  return variant?.CurrentInstanceCount ?? variant?.DesiredInstanceCount ?? 0
}

function modelOf(model: DescribeModelOutput | undefined): string | undefined {
  const container = model?.PrimaryContainer ?? model?.Containers?.[0]
  const hub = container?.Environment?.POLYGLOT_MODEL_ID
  return Object.entries(MODELS).find(([, profile]) => profile.hub === hub)?.[0] ?? hub
}
