import { messageOf } from '../src/errors.ts'
import type { Thing } from './down/part.ts'
import { accountOf, partsOf } from './down.ts'
import type { EndpointIo } from './io.ts'
import { type Names, namesOf, PREFIX } from './names.ts'
import { described, type Facts, factsOf } from './status/facts.ts'
import { type Known, knownEndpoints } from './status/known.ts'
import type { EndpointStatus } from './status/record.ts'
import { warningsOf } from './status/warnings.ts'

export type { EndpointStatus } from './status/record.ts'

export interface StatusOptions {
  /** As in `EndpointSettings`; not looked at with `all`. @default 'main' */
  name?: string
  /** Looks for everything that any `up` may have left in this region, and names other regions that have something, too. */
  all: boolean
  /** The region that `io.aws` is connected to. */
  region: string
}

/**
 * What there is, what it costs now and what is wrong with it. Changes nothing.
 *
 * @returns One record per endpoint; none where there is neither an endpoint nor anything left of one.
 * @throws what AWS says when the one endpoint cannot be looked at. With `all` that becomes a warning, and lists that may not
 * be read are reported and left out.
 */
export async function status(
  { name = 'main', all, region }: StatusOptions,
  io: EndpointIo,
): Promise<EndpointStatus[]> {
  const account = await accountOf(io)
  const known = all ? await knownEndpoints(account, io) : [{ name, region }]
  const records: EndpointStatus[] = []
  for (const one of known) {
    io.signal.throwIfAborted()
    if (one.region !== region) records.push(elsewhere(one))
    else if (all) records.push(...(await lookIfAllowed(one, account, io)))
    else records.push(...(await look(one.name, account, io)))
  }
  return records
}

/** Permissions may be for one endpoint, and there may be others. */
async function lookIfAllowed(
  { name, region }: Known,
  account: string,
  io: EndpointIo,
): Promise<EndpointStatus[]> {
  try {
    return await look(name, account, io)
  } catch (error) {
    return [
      {
        name,
        endpoint: `${PREFIX}${name}`,
        region,
        state: 'Unknown',
        instances: 0,
        warnings: [`It could not be looked at, and may run and cost: ${messageOf(error)}`],
        orphans: [],
      },
    ]
  }
}

async function look(name: string, account: string, io: EndpointIo): Promise<EndpointStatus[]> {
  const { region } = io.aws
  const names = namesOf({ name, region }, account)
  const facts = await factsOf(io.aws, names)
  const things = await thingsOf(names, account, io)
  if (facts.endpoint === undefined && things.length === 0) return []
  const record = {
    name,
    endpoint: names.endpoint,
    region,
    ...described(facts),
    orphans: things.filter((thing) => !isUsed(thing, facts)),
  }
  const warnings = warningsOf(record, things, (io.now ?? Date.now)())
  return [{ ...record, warnings }]
}

async function thingsOf(names: Names, account: string, io: EndpointIo): Promise<Thing[]> {
  const things: Thing[] = []
  for (const part of partsOf(names, account, io)) {
    try {
      for (const found of await part.find()) things.push({ kind: part.kind, name: found })
    } catch (error) {
      io.report(`Could not look for the ${part.kind} ${part.expected}: ${messageOf(error)}`)
    }
  }
  return things
}

/** Configurations and models are used one at a time; of everything else an endpoint has one. */
function isUsed({ kind, name }: Thing, { endpoint, config }: Facts): boolean {
  if (endpoint === undefined) return false
  if (kind === 'endpoint configuration') return name === endpoint.EndpointConfigName
  if (kind === 'model') return name === config?.ProductionVariants?.[0]?.ModelName
  return true
}

function elsewhere({ name, region }: Known): EndpointStatus {
  return {
    name,
    endpoint: `${PREFIX}${name}`,
    region,
    state: 'Elsewhere',
    instances: 0,
    warnings: [
      `There is a bucket or a role of it in ${region}, perhaps a running endpoint, too. Look there with: polyglot endpoint status --all --region ${region}`,
    ],
    orphans: [],
  }
}
