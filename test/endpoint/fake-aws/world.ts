/** How a creation or an update of an endpoint ends. */
export interface Outcome {
  status: 'InService' | 'Failed' | 'RolledBack' | 'OutOfService'
  /** Becomes the FailureReason. */
  reason?: string
}

export interface FakeEndpoint {
  /** EndpointConfigName */
  config: string
  status: string
  reason?: string
  /** DescribeEndpoint answers the present status that many times more, then the outcome. */
  looks: number
  /** What it turns into; `config` is the configuration that it changes to. */
  next?: Outcome & { config?: string }
  tags: Record<string, string>
  /** CurrentInstanceCount */
  instances: number
  created: Date
}

export interface FakeBucket {
  objects: Map<string, Buffer>
  publicAccessBlock?: string
  lifecycle?: string
  tagging?: string
}

// biome-ignore lint/suspicious/noExplicitAny: kept as it was sent
type Sent = any

export interface World {
  account: string
  region: string
  models: Map<string, Sent>
  configs: Map<string, Sent>
  endpoints: Map<string, FakeEndpoint>
  buckets: Map<string, FakeBucket>
  /** `trust` and the policies are JSON texts. */
  roles: Map<
    string,
    { trust: string; policies: Map<string, string>; tags: { key: string; value: string }[] }
  >
  /** Scalable targets by ResourceId, scaling policies by PolicyName. */
  targets: Map<string, Sent>
  policies: Map<string, Sent>
  alarms: Map<string, Sent>
  schedules: Map<string, Sent>
  /** Endings of the next creations and updates of endpoints; InService when there are none left. */
  outcomes: Outcome[]
  /** How often DescribeEndpoint shows Creating, Updating or Deleting before it is over. */
  looks: number
  /** Answers of the model, one per invocation; the last one stays. A Fault is thrown. */
  answers: (object | Error)[]
  /** How often the output of an asynchronous request is looked for in vain. */
  outputLooks: number
  /** Outputs that are not there yet, by bucket/key. */
  outputs: Map<string, { looks: number; body: Buffer }>
}

export function newWorld(): World {
  return {
    account: '123456789012',
    region: 'eu-central-1',
    models: new Map(),
    configs: new Map(),
    endpoints: new Map(),
    buckets: new Map(),
    roles: new Map(),
    targets: new Map(),
    policies: new Map(),
    alarms: new Map(),
    schedules: new Map(),
    outcomes: [],
    looks: 2,
    answers: [{ v: 1, ok: true, model: 'fake', languages: ['eng', 'spa'] }],
    outputLooks: 1,
    outputs: new Map(),
  }
}

export function arn({ region, account }: World, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`
}
