import { unlessMissing } from '../down/missing.ts'
import { holds } from '../holds.ts'
import type { Names } from '../names.ts'
import { did, type Work } from './work.ts'

const NAMESPACE = 'AWS/SageMaker'

/** The variant, as Application Auto Scaling knows it. */
function targetOf({ scalableTarget }: Names) {
  return {
    ServiceNamespace: 'sagemaker' as const,
    ResourceId: scalableTarget,
    ScalableDimension: 'sagemaker:variant:DesiredInstanceCount' as const,
  }
}

/** Requests that wait, per instance, at which it is enough of one. Values of AWS's guide for asynchronous endpoints. */
function backlogPolicyOf({ endpoint }: Names) {
  return {
    TargetValue: 5,
    CustomizedMetricSpecification: {
      MetricName: 'ApproximateBacklogSizePerInstance',
      Namespace: NAMESPACE,
      Dimensions: [{ Name: 'EndpointName', Value: endpoint }],
      Statistic: 'Average' as const,
    },
    ScaleInCooldown: 300,
    ScaleOutCooldown: 300,
  }
}

/** From zero there is no backlog per instance to look at, so one step up wakes the endpoint. */
const WAKE_POLICY = {
  AdjustmentType: 'ChangeInCapacity' as const,
  MetricAggregationType: 'Average' as const,
  Cooldown: 300,
  StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
}

/** One minute with something to do and nobody to do it. */
function alarmOf({ alarm, endpoint }: Names, policyArn: string) {
  return {
    AlarmName: alarm,
    Namespace: NAMESPACE,
    MetricName: 'HasBacklogWithoutCapacity',
    Dimensions: [{ Name: 'EndpointName', Value: endpoint }],
    Statistic: 'Average' as const,
    Period: 60,
    EvaluationPeriods: 1,
    DatapointsToAlarm: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold' as const,
    TreatMissingData: 'missing',
    AlarmActions: [policyArn],
  }
}

/** Lets an asynchronous endpoint go to no instance at all when there is nothing to do, and to one when there is. */
export async function scalingStep(work: Work): Promise<void> {
  const { names, io } = work
  const { autoScaling, cloudwatch } = io.aws
  const target = targetOf(names)
  const limits = { ...target, MinCapacity: 0, MaxCapacity: 1 }
  const { there, ScalingPolicies, alarmThere } = await present(work)
  let changes = 0
  if (!holds(there, limits)) {
    await autoScaling.registerScalableTarget(limits)
    changes += 1
  }
  const policyOf = (name: string) => ScalingPolicies.find(({ PolicyName }) => PolicyName === name)
  const backlog = {
    PolicyName: names.backlogPolicy,
    PolicyType: 'TargetTrackingScaling' as const,
    TargetTrackingScalingPolicyConfiguration: backlogPolicyOf(names),
  }
  if (!holds(policyOf(names.backlogPolicy), backlog)) {
    await autoScaling.putScalingPolicy({ ...target, ...backlog })
    changes += 1
  }
  const wake = {
    PolicyName: names.wakePolicy,
    PolicyType: 'StepScaling' as const,
    StepScalingPolicyConfiguration: WAKE_POLICY,
  }
  let policyArn = policyOf(names.wakePolicy)?.PolicyARN
  if (!holds(policyOf(names.wakePolicy), wake)) {
    policyArn = (await autoScaling.putScalingPolicy({ ...target, ...wake })).PolicyARN
    changes += 1
  }
  const alarm = alarmOf(names, policyArn ?? `(ARN of ${names.wakePolicy})`)
  if (!holds(alarmThere, alarm)) {
    await cloudwatch.putMetricAlarm(alarm)
    changes += 1
  }
  const deed = changes === 0 ? 'kept' : there === undefined ? 'created' : 'changed'
  did(work, deed, 'scaling between no instance and one')
}

/** What there is of it. */
async function present({ names, io, scalingRemoved }: Work) {
  if (scalingRemoved) return { ScalingPolicies: [] }
  const { autoScaling, cloudwatch } = io.aws
  const { ScalableTargets: [there] = [] } = await autoScaling.describeScalableTargets({
    ServiceNamespace: 'sagemaker',
    ResourceIds: [names.scalableTarget],
  })
  const { ScalingPolicies = [] } = await autoScaling.describeScalingPolicies(targetOf(names))
  const { MetricAlarms: [alarmThere] = [] } = await cloudwatch.describeAlarms({
    AlarmNames: [names.alarm],
  })
  return { there, ScalingPolicies, alarmThere }
}

/** Takes the scaling away; its policies go with the target. */
export async function removeScaling(work: Work): Promise<void> {
  const { names, io } = work
  const { autoScaling, cloudwatch } = io.aws
  const { MetricAlarms = [] } = await cloudwatch.describeAlarms({ AlarmNames: [names.alarm] })
  if (MetricAlarms.length > 0) await cloudwatch.deleteAlarms({ AlarmNames: [names.alarm] })
  const { ScalableTargets = [] } = await autoScaling.describeScalableTargets({
    ServiceNamespace: 'sagemaker',
    ResourceIds: [names.scalableTarget],
  })
  if (ScalableTargets.length > 0)
    await unlessMissing(autoScaling.deregisterScalableTarget(targetOf(names)))
  work.scalingRemoved = true
}
