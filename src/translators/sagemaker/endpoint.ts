import { messageOf } from '../../errors.ts'
import { untilAborted } from '../../until-aborted.ts'
import { NO_ENDPOINT, NO_REGION } from './advice.ts'
import { type Clients, createClients } from './clients.ts'
import { complaintAbout, type Description, describe } from './describe.ts'
import { Fault, faultOf, type Place } from './fault.ts'
import type { Settings } from './settings.ts'

/** How long a description counts, in milliseconds: long enough to cost nothing, short enough to notice a `down`. */
const FRESH = 60_000

/** An endpoint that texts can be sent to. */
export interface Endpoint extends Place {
  clients: Clients
  /** What AWS says about it, a minute old at most. Undefined where that cannot be known. */
  description(signal: AbortSignal): Promise<Description | undefined>
  /** The fault in better words, where AWS gives a reason why the endpoint is not found. */
  explain(fault: Fault, signal: AbortSignal): Promise<Fault>
  /** @throws Fault of the kind `final` when AWS says that the endpoint cannot answer. */
  ensureAlive(signal: AbortSignal): Promise<void>
}

/**
 * Sends nothing but what the credentials need.
 *
 * @throws Fault of the kind `final` without a name, a region or credentials.
 */
export async function openEndpoint(
  { endpoint, region: given }: Pick<Settings, 'endpoint' | 'region'>,
  profile: string | undefined,
): Promise<Endpoint> {
  if (!endpoint) throw new Fault('final', NO_ENDPOINT)
  const clients = createClients({ region: given, profile })
  const region = given ?? (await regionOf(clients))
  const place: Place = { endpoint, region }
  let known: { description: Promise<Description | undefined>; at: number } | undefined

  function description(signal: AbortSignal) {
    if (!known || performance.now() - known.at > FRESH)
      known = { description: describe(clients, place), at: performance.now() }
    // Several calls wait for the same: the end of one is not that of the others.
    return untilAborted(known.description, signal)
  }

  async function explain(fault: Fault, signal: AbortSignal): Promise<Fault> {
    if (fault.kind !== 'absent') return fault
    known = undefined
    const found = await description(signal)
    const complaint = complaintAbout(found ?? { status: 'absent' }, place)
    if (complaint) return new Fault('absent', complaint, fault.cause)
    const words = `AWS does not find the endpoint '${endpoint}' in ${region}, and calls it ${found?.status} when it is asked about it.`
    return new Fault('passing', words, fault.cause)
  }

  return {
    ...place,
    clients,
    description,
    explain,
    async ensureAlive(signal) {
      const found = await description(signal)
      const complaint = found && found.status !== 'Creating' && complaintAbout(found, place)
      if (complaint) throw new Fault('final', complaint)
    },
  }
}

/** The region that the profile names. */
async function regionOf(clients: Clients): Promise<string> {
  const { config } = await clients.runtime()
  try {
    return await config.region()
  } catch (error) {
    if (/Region is missing/.test(messageOf(error))) throw new Fault('final', NO_REGION, error)
    throw faultOf(error, { endpoint: '', region: '' })
  }
}
