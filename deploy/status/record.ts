import type { Thing } from '../down/part.ts'
import type { EndpointMode } from '../settings.ts'

/** What `status` knows about one endpoint. Goes through JSON as it is. */
export interface EndpointStatus {
  /** As in `EndpointSettings`, such as `main`. */
  name: string
  /** Such as `polyglot-main`. */
  endpoint: string
  region: string
  /**
   * As AWS calls it: `InService`, `Creating`, `Updating`, `Failed`, … `Gone` when only parts of an endpoint are there,
   * `Elsewhere` when it lies in a region that was not looked through, `Unknown` when it may not be looked at.
   */
  state: string
  /** What AWS says about a failure. */
  reason?: string
  mode?: EndpointMode
  /** Name of a model profile, else what the container was told to load. */
  model?: string
  /** Instance type. */
  instance?: string
  /** How many run now. */
  instances: number
  /** Estimate in US dollars for what runs now; missing when the price of the instance is not known. */
  dollarsPerHour?: number
  /** ISO 8601 */
  created?: string
  /** When the endpoint deletes itself, ISO 8601. */
  expires?: string
  /** What is wrong, or costs money without need, and what to do: whole sentences. */
  warnings: string[]
  /** What is there without an endpoint that uses it. */
  orphans: Thing[]
}
