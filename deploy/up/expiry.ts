import { unlessMissing } from '../down/missing.ts'
import { partitionOf } from '../names.ts'
import { DEFAULT_TTL } from '../settings.ts'
import { duration, insist } from '../wait.ts'
import { isRoleUnknown } from './make.ts'
import { did, type Work } from './work.ts'

/** An asynchronous endpoint that is not ready by then is deleted: `up` itself waits for 90 minutes at most. */
const GUARD = DEFAULT_TTL

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
  if (settings.mode === 'async') return undefined
  const { ttl = DEFAULT_TTL } = settings
  const there = await scheduleOf(work)
  if (ttl === 'none') {
    if (there) {
      await removeSchedule(work)
      did(work, 'removed', `schedule ${names.schedule}`)
    }
    io.report(
      `WARNING: ${names.endpoint} has no time limit. It runs, and costs, day and night until: polyglot endpoint down`,
    )
    return undefined
  }
  const at = new Date((io.now ?? Date.now)() + ttl)
  const planned = there?.State === 'ENABLED' ? timeOf(there.ScheduleExpression) : undefined
  if (planned !== undefined && Math.abs(planned.getTime() - at.getTime()) < NEAR) {
    did(work, 'kept', `schedule ${names.schedule}`)
    return planned
  }
  await putSchedule(work, at, there !== undefined)
  did(work, there ? 'changed' : 'created', `schedule ${names.schedule}`)
  io.report(
    `${names.endpoint} deletes itself in ${duration(ttl)}, at ${at.toISOString()}. The same command moves that on; --ttl sets it.`,
  )
  return at
}

/**
 * Has EventBridge delete an asynchronous endpoint that is about to be made or changed, unless `removeGuard` comes first: until
 * its scaling stands, nothing else would end it if this machine went away.
 */
export async function guardStep(work: Work): Promise<void> {
  const { settings, names, io } = work
  if (settings.mode !== 'async' || work.guarded) return
  const at = new Date((io.now ?? Date.now)() + GUARD)
  await putSchedule(work, at, (await scheduleOf(work)) !== undefined)
  work.guarded = true
  io.report(
    `Until ${names.endpoint} can stop by itself a schedule guards it: it would be deleted in ${duration(GUARD)}`,
  )
}

/** An asynchronous endpoint whose scaling stands needs no other end; nor does one that was realtime before. */
export async function removeGuard(work: Work): Promise<void> {
  if (work.guarded || (await scheduleOf(work))) await removeSchedule(work)
}

function scheduleOf({ names, io }: Work) {
  return unlessMissing(io.aws.scheduler.getSchedule({ Name: names.schedule }))
}

function removeSchedule({ names, io }: Work) {
  return unlessMissing(io.aws.scheduler.deleteSchedule({ Name: names.schedule }))
}

/** Makes the schedule, or changes the one that is there. */
async function putSchedule({ names, io }: Work, at: Date, isThere: boolean): Promise<void> {
  const { scheduler, region } = io.aws
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
  const create = () =>
    scheduler.createSchedule(schedule).catch((error: Error) => {
      // Another run was first.
      if (error.name !== 'ConflictException') throw error
      return scheduler.updateSchedule(schedule)
    })
  await insist(
    () => (isThere ? scheduler.updateSchedule(schedule) : create()),
    { while: isRoleUnknown, saying: 'AWS does not know the new role yet' },
    io,
  )
}

/** `at(2026-11-23T15:04:05)` in UTC */
function timeOf(expression = ''): Date | undefined {
  const [, time] = /^at\((.+)\)$/.exec(expression) ?? []
  return time === undefined ? undefined : new Date(`${time}Z`)
}
