import type { Aws } from '../aws.ts'
import type { Names } from '../names.ts'
import { unlessMissing } from './missing.ts'
import type { Part } from './part.ts'

const TARGET = {
  ServiceNamespace: 'sagemaker',
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
} as const

/** What wakes an asynchronous endpoint and lets it sleep. */
export function scalingParts(aws: Aws, names: Names): Part[] {
  return [alarmPart(aws, names), policyPart(aws, names), targetPart(aws, names)]
}

function alarmPart({ cloudwatch, region }: Aws, { alarm }: Names): Part {
  return {
    kind: 'alarm',
    expected: alarm,
    afterEndpoint: false,
    async find() {
      const { MetricAlarms = [] } = await cloudwatch.describeAlarms({ AlarmNames: [alarm] })
      return MetricAlarms.map(({ AlarmName }) => AlarmName!)
    },
    async remove(name) {
      await unlessMissing(cloudwatch.deleteAlarms({ AlarmNames: [name] }))
    },
    command: (name) => `aws cloudwatch delete-alarms --alarm-names ${name} --region ${region}`,
  }
}

function policyPart({ autoScaling, region }: Aws, { scalableTarget, backlogPolicy }: Names): Part {
  const target = { ...TARGET, ResourceId: scalableTarget }
  return {
    kind: 'scaling policy',
    expected: backlogPolicy,
    afterEndpoint: false,
    async find() {
      const names: string[] = []
      for await (const { ScalingPolicies = [] } of autoScaling.paginateDescribeScalingPolicies(
        target,
      ))
        names.push(...ScalingPolicies.map(({ PolicyName }) => PolicyName!))
      return names
    },
    async remove(name) {
      await unlessMissing(autoScaling.deleteScalingPolicy({ ...target, PolicyName: name }))
    },
    command: (name) =>
      `aws application-autoscaling delete-scaling-policy --policy-name ${name} ${targetOptions(scalableTarget)} --region ${region}`,
  }
}

function targetPart({ autoScaling, region }: Aws, { scalableTarget }: Names): Part {
  return {
    kind: 'scalable target',
    expected: scalableTarget,
    afterEndpoint: false,
    async find() {
      const { ScalableTargets = [] } = await autoScaling.describeScalableTargets({
        ...TARGET,
        ResourceIds: [scalableTarget],
      })
      return ScalableTargets.map(({ ResourceId }) => ResourceId!)
    },
    async remove(name) {
      await unlessMissing(autoScaling.deregisterScalableTarget({ ...TARGET, ResourceId: name }))
    },
    command: (name) =>
      `aws application-autoscaling deregister-scalable-target ${targetOptions(name)} --region ${region}`,
  }
}

function targetOptions(resource: string): string {
  return `--service-namespace ${TARGET.ServiceNamespace} --resource-id ${resource} --scalable-dimension ${TARGET.ScalableDimension}`
}

/** What deletes the endpoint at its time, or when `up` did not get it ready. It stays as long as the endpoint does. */
export function schedulePart({ scheduler, region }: Aws, { schedule }: Names): Part {
  return {
    kind: 'schedule',
    expected: schedule,
    afterEndpoint: true,
    async find() {
      return (await unlessMissing(scheduler.getSchedule({ Name: schedule }))) ? [schedule] : []
    },
    async remove(name) {
      await unlessMissing(scheduler.deleteSchedule({ Name: name }))
    },
    command: (name) => `aws scheduler delete-schedule --name ${name} --region ${region}`,
  }
}
