import { ACCOUNT, arn, endpoint, list, on, passing, type Table } from './table.ts'

/** The target's ARN has an id that AWS makes up. */
const scaling = (action: string) => (input: { ServiceNamespace: string }) => [
  on(
    `application-autoscaling:${action}`,
    arn('application-autoscaling', 'scalable-target/0ec5a1b2'),
    { 'application-autoscaling:service-namespace': input.ServiceNamespace },
  ),
]
const alarm = (action: string, name: string) =>
  on(`cloudwatch:${action}`, arn('cloudwatch', `alarm:${name}`))
const trackingAlarm = (resource: string) => `TargetTracking-${resource}-AlarmHigh-5bd7`

export const SCALING: Table = {
  'autoScaling.DescribeScalableTargets': list('application-autoscaling:DescribeScalableTargets'),
  'autoScaling.DescribeScalingPolicies': list('application-autoscaling:DescribeScalingPolicies'),
  'autoScaling.RegisterScalableTarget': (input) => [
    ...scaling('RegisterScalableTarget')(input),
    // Application Auto Scaling checks these two of whoever registers an endpoint.
    on('sagemaker:DescribeEndpoint', endpoint(input.ResourceId.split('/')[1])),
    on('sagemaker:UpdateEndpointWeightsAndCapacities', endpoint(input.ResourceId.split('/')[1])),
    on(
      'iam:CreateServiceLinkedRole',
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint`,
      { 'iam:AWSServiceName': 'sagemaker.application-autoscaling.amazonaws.com' },
    ),
  ],
  'autoScaling.DeregisterScalableTarget': (input) => [
    ...scaling('DeregisterScalableTarget')(input),
    alarm('DeleteAlarms', trackingAlarm(input.ResourceId)),
  ],
  'autoScaling.PutScalingPolicy': (input) => [
    ...scaling('PutScalingPolicy')(input),
    ...(input.PolicyType === 'TargetTrackingScaling'
      ? [alarm('PutMetricAlarm', trackingAlarm(input.ResourceId))]
      : []),
  ],
  'autoScaling.DeleteScalingPolicy': (input) => [
    ...scaling('DeleteScalingPolicy')(input),
    alarm('DeleteAlarms', trackingAlarm(input.ResourceId)),
  ],
  'cloudwatch.PutMetricAlarm': ({ AlarmName }) => [alarm('PutMetricAlarm', AlarmName)],
  'cloudwatch.DeleteAlarms': ({ AlarmNames }) =>
    AlarmNames.map((name: string) => alarm('DeleteAlarms', name)),
  'cloudwatch.DescribeAlarms': () => [alarm('DescribeAlarms', '*')],
}

const schedule = (action: string) => (input: { Name: string }) => [
  on(`scheduler:${action}`, arn('scheduler', `schedule/default/${input.Name}`)),
]

export const SCHEDULER: Table = {
  'scheduler.ListSchedules': list('scheduler:ListSchedules'),
  'scheduler.GetSchedule': schedule('GetSchedule'),
  'scheduler.DeleteSchedule': schedule('DeleteSchedule'),
  'scheduler.CreateSchedule': (input) => [
    ...schedule('CreateSchedule')(input),
    passing(input.Target.RoleArn, 'scheduler'),
  ],
  'scheduler.UpdateSchedule': (input) => [
    ...schedule('UpdateSchedule')(input),
    passing(input.Target.RoleArn, 'scheduler'),
  ],
}
