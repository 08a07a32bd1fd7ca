import { unlessMissing } from '../down/missing.ts'
import { partitionOf } from '../names.ts'
import { DEFAULT_TTL } from '../settings.ts'
import { duration, insist } from '../wait.ts'
import { isRoleUnknown } from './make.ts'
import { did, type Work } from './work.ts'

/** A schedule this near to the wanted time stays: milliseconds. */
const NEAR = 60_000

/**
 * Has EventBridge delete a realtime endpoint after its time, whatever becomes of this machine. The schedule stands before
 * the endpoint does, so that an interrupted `up` is covered.
 *
 * @returns when it will be; undefined for never.
 */
export async function expiryStep(work: Work): Promise<Date | undefined> {
  const { settings, names, io } = work
  const { scheduler, region } = io.aws
  const there = await unlessMissing(scheduler.getSchedule({ Name: names.schedule }))
  const { ttl = DEFAULT_TTL } = settings
  if (settings.mode === 'async' || ttl === 'none') {
    if (there) {
      await unlessMissing(scheduler.deleteSchedule({ Name: names.schedule }))
      did(work, 'removed', `schedule ${names.schedule}`)
    }
    if (ttl === 'none')
      io.report(
        `WARNING: ${names.endpoint} has no time limit. It runs, and costs, day and night until: polyglot endpoint down`,
      )
    return undefined
  }
  const at = new Date((io.now ?? Date.now)() + ttl)
  const schedule = {
    Name: names.schedule,
    Description: `Deletes the SageMaker endpoint ${names.endpoint} of unplugin-polyglot`,
    ScheduleExpression: `at(${at.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)})`,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    // Otherwise the schedule would be left over.
    ActionAfterCompletion: 'DELETE' as const,
    State: 'ENABLED' as const,
    Target: {
      Arn: `arn:${partitionOf(region)}:scheduler:::aws-sdk:sagemaker:deleteEndpoint`,
      RoleArn: names.roleArn,
      Input: JSON.stringify({ EndpointName: names.endpoint }),
      // An endpoint that is being made cannot be deleted: try for a day.
      RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
    },
  }
  const planned = there?.State === 'ENABLED' ? timeOf(there.ScheduleExpression) : undefined
  if (planned !== undefined && Math.abs(planned.getTime() - at.getTime()) < NEAR) {
    did(work, 'kept', `schedule ${names.schedule}`)
    return planned
  }
  await insist(
    () => (there ? scheduler.updateSchedule(schedule) : scheduler.createSchedule(schedule)),
    { while: isRoleUnknown, saying: 'AWS does not know the new role yet' },
    io,
  )
  did(work, there ? 'changed' : 'created', `schedule ${names.schedule}`)
  io.report(
    `${names.endpoint} deletes itself in ${duration(ttl)}, at ${at.toISOString()}. The same command moves that on; --ttl sets it.`,
  )
  return at
}

/** `at(2026-11-23T15:04:05)` in UTC */
function timeOf(expression = ''): Date | undefined {
  const [, time] = /^at\((.+)\)$/.exec(expression) ?? []
  return time === undefined ? undefined : new Date(`${time}Z`)
}
