import { messageOf } from '../src/errors.ts'
import { bucketPart } from './down/bucket.ts'
import { endpointPart } from './down/endpoint.ts'
import { modelParts } from './down/models.ts'
import type { LeftThing, Part, Thing } from './down/part.ts'
import { rolePart } from './down/role.ts'
import { scalingParts, schedulePart } from './down/scaling.ts'
import { explained } from './failures.ts'
import type { EndpointIo } from './io.ts'
import { type Names, namesOf } from './names.ts'

export type { LeftThing, PartKind, Thing } from './down/part.ts'

export interface DownOptions {
  /** As in `EndpointSettings`. */
  name: string
  /** The region that `io.aws` is connected to. */
  region: string
  /** Leaves the bucket, with the model's files and the last answers. @default false */
  keepBucket?: boolean
}

export interface DownResult {
  /** Name of the endpoint, such as `polyglot-main`. */
  endpoint: string
  region: string
  /** What is gone; in a dry run, what would go. */
  removed: Thing[]
  /** What is still there on purpose. */
  kept: LeftThing[]
  /** What is still there although it should not. Nothing when `down` did all it should. */
  left: LeftThing[]
}

/**
 * Takes down everything that `up` made for one endpoint, in the order that AWS asks for: what wakes it, the endpoint itself,
 * then what it was made of. What is not there is done. One failure does not stop the rest, except for what the endpoint uses
 * as long as it is there. Run it again at any time.
 *
 * Only what carries the endpoint's name is touched: never a role that was given with `--role-arn`, nor files in the bucket
 * that are not ours.
 *
 * @throws the signal's reason when it is aborted between two calls.
 * @throws PolyglotError ENDPOINT without valid credentials: nothing has been done then.
 */
export async function down(options: DownOptions, io: EndpointIo): Promise<DownResult> {
  const { name, region, keepBucket = false } = options
  const account = await accountOf(io)
  const names = namesOf({ name, region }, account)
  const result: DownResult = { endpoint: names.endpoint, region, removed: [], kept: [], left: [] }
  let endpointIsThere = false
  for (const part of partsOf(names, account, io)) {
    const before = result.left.length
    if (keepBucket && part.kind === 'bucket') await keepAll(part, result, io)
    else await removeAll(part, endpointIsThere && part.afterEndpoint, result, io)
    if (part.kind === 'endpoint') endpointIsThere = result.left.length > before
  }
  return result
}

/**
 * Every kind of thing that `up` makes, in the order in which they go.
 *
 * @param account 12 digits
 */
export function partsOf(names: Names, account: string, io: EndpointIo): Part[] {
  return [
    ...scalingParts(io.aws, names),
    endpointPart(io, names),
    // What deletes it in time goes after it: this machine may not live to see that.
    schedulePart(io.aws, names),
    ...modelParts(io.aws, names),
    bucketPart(io, names, account),
    rolePart(io.aws, names),
  ]
}

async function removeAll(
  part: Part,
  inUse: boolean,
  { removed, kept, left }: DownResult,
  io: EndpointIo,
): Promise<void> {
  const { kind } = part
  const leave = (name: string, reason: string) => {
    left.push({ kind, name, reason, remove: part.command(name) })
    io.report(`Not deleted: ${kind} ${name}: ${reason}`)
  }
  let found: string[] = []
  try {
    found = await part.find()
  } catch (error) {
    leave(part.expected, `it could not be looked for: ${reasonOf(error, io)}`)
  }
  for (const name of found) {
    io.signal.throwIfAborted()
    if (inUse) {
      leave(name, 'the endpoint is still there and uses it')
      continue
    }
    try {
      const reason = await part.keep?.(name)
      if (reason === undefined) {
        await part.remove(name)
        removed.push({ kind, name })
        io.report(`${io.aws.dryRun ? 'Would delete' : 'Deleted'} ${kind} ${name}`)
      } else {
        kept.push({ kind, name, reason, remove: part.command(name) })
        io.report(`Left alone: ${kind} ${name}: ${reason}`)
      }
    } catch (error) {
      if (io.signal.aborted) throw error
      leave(name, reasonOf(error, io))
    }
  }
}

async function keepAll(part: Part, { kept, left }: DownResult, io: EndpointIo): Promise<void> {
  const { kind } = part
  try {
    for (const name of await part.find()) {
      kept.push({ kind, name, reason: 'as --keep-bucket asks', remove: part.command(name) })
      io.report(`Left alone: ${kind} ${name}: as --keep-bucket asks`)
    }
  } catch (error) {
    left.push({
      kind,
      name: part.expected,
      reason: `it could not be looked for: ${reasonOf(error, io)}`,
      remove: part.command(part.expected),
    })
  }
}

/**
 * Who is asked: 12 digits.
 *
 * @throws PolyglotError ENDPOINT without valid credentials.
 */
export async function accountOf(io: EndpointIo): Promise<string> {
  try {
    return (await io.aws.sts.getCallerIdentity({})).Account ?? ''
  } catch (error) {
    throw explained(error, aboutOf(io))
  }
}

function reasonOf(error: unknown, io: EndpointIo): string {
  return messageOf(explained(error, aboutOf(io)))
}

/** Advice about instances and roles is for those who bring something up. */
function aboutOf({ aws }: EndpointIo) {
  return { settings: { region: aws.region, instance: '', roleArn: '' } }
}
