import { partitionOf } from '../../names.ts'
import type { DeployerScope } from '../deployer.ts'
import type { Statement } from '../document.ts'

/** What wakes the endpoint, lets it sleep, or deletes it in time. */
export function scalingStatements({ names, region, account }: DeployerScope): Statement[] {
  const partition = partitionOf(region)
  const arn = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`
  return [
    {
      Sid: 'Scaling',
      Effect: 'Allow',
      Action: [
        'application-autoscaling:RegisterScalableTarget',
        'application-autoscaling:DeregisterScalableTarget',
        'application-autoscaling:PutScalingPolicy',
        'application-autoscaling:DeleteScalingPolicy',
      ],
      // The ARN of a target is made up by AWS; what it scales is not in it.
      Resource: [arn('application-autoscaling', 'scalable-target/*')],
      Condition: {
        StringEquals: { 'application-autoscaling:service-namespace': 'sagemaker' },
      },
    },
    {
      Sid: 'ScalingRole',
      Effect: 'Allow',
      Action: ['iam:CreateServiceLinkedRole'],
      Resource: [
        `arn:${partition}:iam::${account}:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/*`,
      ],
      Condition: {
        StringEquals: { 'iam:AWSServiceName': 'sagemaker.application-autoscaling.amazonaws.com' },
      },
    },
    {
      Sid: 'Alarms',
      Effect: 'Allow',
      Action: ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms'],
      Resource: [
        arn('cloudwatch', `alarm:${names.alarm}`),
        // Made in the caller's name by a scaling policy that tracks a target.
        arn('cloudwatch', `alarm:TargetTracking-${names.scalableTarget}-*`),
      ],
    },
    {
      Sid: 'ReadAlarms',
      Effect: 'Allow',
      Action: ['cloudwatch:DescribeAlarms'],
      Resource: [arn('cloudwatch', 'alarm:*')],
    },
    {
      Sid: 'Expiry',
      Effect: 'Allow',
      Action: [
        'scheduler:CreateSchedule',
        'scheduler:UpdateSchedule',
        'scheduler:GetSchedule',
        'scheduler:DeleteSchedule',
      ],
      Resource: [arn('scheduler', `schedule/default/${names.schedule}`)],
    },
  ]
}
