import { messageOf } from '../../src/errors.ts'
import type { Aws } from '../aws.ts'
import type { EndpointIo } from '../io.ts'
import { PREFIX } from '../names.ts'

/** An endpoint of which at least something is there. */
export interface Known {
  /** As in `EndpointSettings`. */
  name: string
  region: string
}

/** As `checkSettings` has it: something with another name was made by somebody else. */
const NAME = '[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?'
const REGION = '[a-z]{2}(?:-[a-z]+)+-\\d'

/**
 * Every endpoint of which anything is in this region, by the names of all that `up` makes. Of other regions those that left a
 * bucket or a role: lists of these are of all regions.
 */
export async function knownEndpoints(account: string, io: EndpointIo): Promise<Known[]> {
  const { aws } = io
  const found = new Map<string, Known>()
  for (const { what, names, pattern } of listsOf(aws, account)) {
    try {
      for await (const text of names()) {
        const groups = pattern.exec(text)?.groups
        if (groups?.name === undefined) continue
        const known = { name: groups.name, region: groups.region ?? aws.region }
        found.set(`${known.region} ${known.name}`, known)
      }
    } catch (error) {
      io.report(
        `Could not look through the ${what}, so some may be missing here: ${messageOf(error)}`,
      )
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      Number(b.region === aws.region) - Number(a.region === aws.region) ||
      a.region.localeCompare(b.region) ||
      a.name.localeCompare(b.name),
  )
}

/** The most that SageMaker gives at once; ten are usual. */
const PAGE = { pageSize: 100 }

interface NameList {
  /** For people, in the plural. */
  what: string
  names(): AsyncGenerator<string>
  /** Has a group `name`, and one `region` where the names are of all regions. */
  pattern: RegExp
}

function listsOf(aws: Aws, account: string): NameList[] {
  const { sagemaker, cloudwatch, scheduler, autoScaling, s3, iam } = aws
  const start = `^${PREFIX}(?<name>${NAME})`
  return [
    {
      what: 'endpoints',
      pattern: new RegExp(`${start}$`),
      async *names() {
        for await (const page of sagemaker.paginateListEndpoints({ NameContains: PREFIX }, PAGE))
          for (const { EndpointName = '' } of page.Endpoints ?? []) yield EndpointName
      },
    },
    {
      what: 'endpoint configurations',
      pattern: new RegExp(`${start}-[0-9a-f]{12}$`),
      async *names() {
        for await (const page of sagemaker.paginateListEndpointConfigs(
          { NameContains: PREFIX },
          PAGE,
        ))
          for (const { EndpointConfigName = '' } of page.EndpointConfigs ?? [])
            yield EndpointConfigName
      },
    },
    {
      what: 'models',
      pattern: new RegExp(`${start}-[0-9a-f]{12}$`),
      async *names() {
        for await (const page of sagemaker.paginateListModels({ NameContains: PREFIX }, PAGE))
          for (const { ModelName = '' } of page.Models ?? []) yield ModelName
      },
    },
    {
      what: 'scalable targets',
      pattern: new RegExp(`^endpoint/${PREFIX}(?<name>${NAME})/variant/`),
      async *names() {
        for await (const page of autoScaling.paginateDescribeScalableTargets({
          ServiceNamespace: 'sagemaker',
        }))
          for (const { ResourceId = '' } of page.ScalableTargets ?? []) yield ResourceId
      },
    },
    {
      what: 'alarms',
      pattern: new RegExp(`${start}-wake$`),
      async *names() {
        for await (const page of cloudwatch.paginateDescribeAlarms({ AlarmNamePrefix: PREFIX }))
          for (const { AlarmName = '' } of page.MetricAlarms ?? []) yield AlarmName
      },
    },
    {
      what: 'schedules',
      pattern: new RegExp(`${start}-expiry$`),
      async *names() {
        for await (const page of scheduler.paginateListSchedules({ NamePrefix: PREFIX }))
          for (const { Name = '' } of page.Schedules ?? []) yield Name
      },
    },
    {
      what: 'buckets',
      pattern: new RegExp(`${start}-${account}-(?<region>${REGION})$`),
      async *names() {
        for await (const page of s3.paginateListBuckets({ Prefix: PREFIX }))
          for (const { Name = '' } of page.Buckets ?? []) yield Name
      },
    },
    {
      what: 'roles',
      pattern: new RegExp(`${start}-(?<region>${REGION})$`),
      async *names() {
        for await (const page of iam.paginateListRoles())
          for (const { RoleName = '' } of page.Roles ?? []) yield RoleName
      },
    },
  ]
}
