import { type Asked, Fault, json, type Replied } from './wire.ts'
import { arn, type World } from './world.ts'

const VERBS: Record<string, string> = {
  GET: 'Get',
  POST: 'Create',
  PUT: 'Update',
  DELETE: 'Delete',
}

/** EventBridge Scheduler. */
export function scheduler(asked: Asked, world: World): Replied {
  const name = decodeURIComponent(asked.path.split('/')[2] ?? '')
  const text = asked.body.toString()
  const input = { Name: name, ...(text === '' ? {} : JSON.parse(text)) }
  if (name === '') {
    asked.heard('ListSchedules', Object.fromEntries(asked.query))
    const prefix = asked.query.get('NamePrefix') ?? ''
    return json({
      Schedules: [...world.schedules.values()].filter(({ Name }) => Name.startsWith(prefix)),
    })
  }
  asked.heard(`${VERBS[asked.method]}Schedule`, input)
  const found = world.schedules.get(name)
  if (asked.method === 'POST') {
    if (found) throw new Fault('ConflictException', `Schedule ${name} already exists.`, 409)
  } else if (!found)
    throw new Fault('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404)
  if (asked.method === 'GET') return json(found)
  if (asked.method === 'DELETE') {
    world.schedules.delete(name)
    return json({})
  }
  const ScheduleArn = arn(world, 'scheduler', `schedule/default/${name}`)
  world.schedules.set(name, { State: 'ENABLED', GroupName: 'default', ...input, Arn: ScheduleArn })
  return json({ ScheduleArn })
}
