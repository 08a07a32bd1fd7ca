import type { Thing } from '../down/part.ts'
import type { EndpointStatus } from './record.ts'

/** An endpoint that cannot be used, and what AWS says about the way out. */
const BROKEN = ['Failed', 'OutOfService', 'UpdateRollbackFailed']

/**
 * What a person should know before they sleep.
 *
 * @param things everything that is there of the endpoint
 * @param now milliseconds since 1970
 */
export function warningsOf(
  record: Omit<EndpointStatus, 'warnings'>,
  things: Thing[],
  now: number,
): string[] {
  const { name, region, state, reason, mode, instances, expires, orphans } = record
  const options = `--name ${name} --region ${region}`
  const has = (kind: Thing['kind']) => things.some((thing) => thing.kind === kind)
  const warnings: string[] = []
  if (BROKEN.includes(state))
    warnings.push(
      `It is ${state}: ${reason ?? 'AWS gives no reason'}. Delete it with: polyglot endpoint down ${options}`,
    )
  else if (reason !== undefined) warnings.push(`The last change failed: ${reason}`)
  if (mode === 'realtime' && instances > 0 && expires === undefined)
    warnings.push(
      `It runs without an end${costOf(record)}. Stop it with: polyglot endpoint down ${options}`,
    )
  if (expires !== undefined && Date.parse(expires) < now && state !== 'Deleting')
    warnings.push(
      `It should have deleted itself at ${expires} and is still there${costOf(record)}. Delete it with: polyglot endpoint down ${options}`,
    )
  if (mode === 'async' && state === 'InService') {
    if (!has('scalable target') || !has('scaling policy'))
      warnings.push(
        `Nothing scales it to zero${instances > 0 ? `: it runs${costOf(record)}` : ''}. Mend it with: polyglot endpoint up ${options}`,
      )
    if (!has('alarm'))
      warnings.push(
        `Nothing wakes it when it sleeps: requests would wait for ever. Mend it with: polyglot endpoint up ${options}`,
      )
  }
  if (orphans.length > 0)
    warnings.push(
      state === 'Gone'
        ? `There is no endpoint any more, but ${listOf(orphans)}. Nothing runs; files in a bucket cost a little. Remove it all with: polyglot endpoint down ${options}`
        : `Left from earlier: ${listOf(orphans)}. They cost nothing; polyglot endpoint down removes them with the rest.`,
    )
  return warnings
}

function costOf({ dollarsPerHour, instances }: Omit<EndpointStatus, 'warnings'>): string {
  if (instances === 0) return ''
  return dollarsPerHour === undefined
    ? ' and costs money all the time'
    : ` and costs about $${dollarsPerHour.toFixed(2)} per hour`
}

function listOf(things: Thing[]): string {
  return things.map(({ kind, name }) => `${kind} ${name}`).join(', ')
}
