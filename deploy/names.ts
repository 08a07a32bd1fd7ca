import { createHash } from 'node:crypto'
import type { EndpointSettings } from './settings.ts'

/** Starts the name of everything that `polyglot endpoint` makes, so that nothing is forgotten: `status --all` looks for it. */
export const PREFIX = 'polyglot-'

/** Tag of what belongs to an endpoint; its value is the endpoint's name, such as `polyglot-main`. */
export const TAG = 'polyglot:endpoint'

/** The one variant of an endpoint. */
export const VARIANT = 'AllTraffic'

/** What everything that belongs to one endpoint is called. */
export interface Names {
  /** Also the prefix of its models and endpoint configurations, which end in a hash of what is in them. */
  endpoint: string
  bucket: string
  /** Role of the endpoint; names of roles are shared by all regions. */
  role: string
  roleArn: string
  /** Inline policy of the role. */
  policy: string
  /** For Application Auto Scaling. */
  scalableTarget: string
  /** Scaling policies: by the length of the queue, and from zero to one. */
  backlogPolicy: string
  wakePolicy: string
  /** CloudWatch alarm that wakes the endpoint. */
  alarm: string
  /** EventBridge schedule that deletes a realtime endpoint. */
  schedule: string
}

/** @param account 12 digits */
export function namesOf(
  { name, region, roleArn }: Pick<EndpointSettings, 'name' | 'region' | 'roleArn'>,
  account: string,
): Names {
  const endpoint = `${PREFIX}${name}`
  const role = `${endpoint}-${region}`
  return {
    endpoint,
    bucket: `${endpoint}-${account}-${region}`,
    role,
    roleArn: roleArn ?? `arn:${partitionOf(region)}:iam::${account}:role/${role}`,
    policy: 'endpoint',
    scalableTarget: `endpoint/${endpoint}/variant/${VARIANT}`,
    backlogPolicy: `${endpoint}-backlog`,
    wakePolicy: `${endpoint}-wake`,
    alarm: `${endpoint}-wake`,
    schedule: `${endpoint}-expiry`,
  }
}

/** The part of AWS that a region lies in, for ARNs. */
export function partitionOf(region: string): 'aws' | 'aws-cn' | 'aws-us-gov' {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/** Whether a model or an endpoint configuration was made for this endpoint: `polyglot-main-0123456789ab`, but not `polyglot-main-two-…`. */
export function belongsTo(endpoint: string, name: string): boolean {
  return name.startsWith(`${endpoint}-`) && /^[0-9a-f]{12}$/.test(name.slice(endpoint.length + 1))
}

/** Name of what never changes once it is made: another content, another name. */
export function contentName(endpoint: string, content: unknown): string {
  return `${endpoint}-${hashOf(JSON.stringify(content))}`
}

/** 12 hexadecimal digits. */
export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12)
}

/** @param resource such as `endpoint/polyglot-main` */
export function sagemakerArn(region: string, account: string, resource: string): string {
  return `arn:${partitionOf(region)}:sagemaker:${region}:${account}:${resource}`
}
