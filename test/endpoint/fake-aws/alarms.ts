import { type Asked, Fault, json, jsonCall, type Replied } from './wire.ts'
import { arn, type World } from './world.ts'

/** CloudWatch alarms. */
export function alarms(asked: Asked, world: World): Replied {
  const { operation, input } = jsonCall(asked)
  asked.heard(operation, input)
  if (operation === 'PutMetricAlarm') {
    world.alarms.set(input.AlarmName, {
      ActionsEnabled: true,
      ...input,
      AlarmArn: arn(world, 'cloudwatch', `alarm:${input.AlarmName}`),
    })
    return json({})
  }
  if (operation === 'DescribeAlarms')
    return json({
      MetricAlarms: [...world.alarms.values()].filter(
        ({ AlarmName }) =>
          (input.AlarmNames?.includes(AlarmName) ?? true) &&
          AlarmName.startsWith(input.AlarmNamePrefix ?? ''),
      ),
    })
  if (operation === 'DeleteAlarms') {
    for (const name of input.AlarmNames)
      if (!world.alarms.delete(name))
        throw new Fault('ResourceNotFound', `Alarm ${name} does not exist`, 404)
    return json({})
  }
  throw new Error(operation)
}
