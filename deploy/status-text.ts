import { table } from '../src/cli/table.ts'
import type { EndpointStatus } from './status.ts'

export interface StatusTextOptions {
  /** The region that was looked through. */
  region: string
  /** Whether everything was looked for. */
  all: boolean
  /** Which endpoint was asked for, without `all`. @default 'main' */
  name?: string
}

const HEAD = ['endpoint', 'region', 'state', 'mode', 'model', 'instance', 'running', 'now', 'until']

/** States of endpoints that were not looked at. */
const UNSEEN = ['Elsewhere', 'Unknown']

/** What `status` found, as lines for people: a table, then what is wrong. */
export function statusText(records: EndpointStatus[], options: StatusTextOptions): string[] {
  const { region, all, name = 'main' } = options
  if (records.length === 0)
    return all
      ? [`Nothing of polyglot is in ${region}.`, ...otherRegions(region)]
      : [
          `There is no endpoint "${name}" in ${region}. Bring it up with: polyglot endpoint up --name ${name} --region ${region}`,
          `Everything in the region: polyglot endpoint status --all --region ${region}`,
        ]
  const warnings = records.flatMap(({ endpoint, warnings }) =>
    warnings.map((warning) => `! ${endpoint}: ${warning}`),
  )
  return [
    ...table([HEAD, ...records.map(rowOf)]),
    ...(warnings.length > 0 ? ['', ...warnings] : []),
    ...(all ? ['', ...otherRegions(region)] : []),
  ]
}

function rowOf(record: EndpointStatus): string[] {
  const { endpoint, region, state, mode = '', model = '', instance = '' } = record
  return [
    endpoint,
    region,
    state,
    mode,
    model,
    instance,
    UNSEEN.includes(state) ? '?' : String(record.instances),
    priceOf(record),
    untilOf(record),
  ]
}

/** An estimate: about. */
function priceOf({ state, dollarsPerHour }: EndpointStatus): string {
  if (UNSEEN.includes(state) || dollarsPerHour === undefined) return '?'
  return dollarsPerHour === 0 ? '$0/h' : `~$${dollarsPerHour.toFixed(2)}/h`
}

/** `2026-11-22 14:00 UTC` */
function untilOf({ state, mode, expires }: EndpointStatus): string {
  if (state === 'Gone' || UNSEEN.includes(state)) return ''
  if (expires !== undefined) return `${expires.slice(0, 16).replace('T', ' ')} UTC`
  return mode === 'async' ? 'sleeps when idle' : 'you stop it'
}

function otherRegions(region: string): string[] {
  const other = region === 'us-east-1' ? 'eu-central-1' : 'us-east-1'
  return [
    `Only ${region} was looked through. Another one: polyglot endpoint status --all --region ${other}`,
  ]
}
