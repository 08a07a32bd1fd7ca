import type { ModelName } from './models.ts'

/** `async` scales to zero and costs nothing between builds; `realtime` runs, and costs, until it is taken down. */
export type EndpointMode = 'async' | 'realtime'

/** What `polyglot endpoint up` brings up. */
export interface EndpointSettings {
  /** Tells several endpoints of one account apart; lower-case letters, digits and `-`, 20 at most. @default 'main' */
  name: string
  /** AWS region, such as `eu-central-1`. */
  region: string
  /** @default 'seamless-m4t-v2-large' */
  model: ModelName
  /** Instance type, such as `ml.g4dn.xlarge`. */
  instance: string
  /** @default 'async' */
  mode: EndpointMode
  /** `realtime` only: milliseconds until the endpoint deletes itself. */
  ttl?: number
  /** A role of your own for the endpoint, where `up` may not create one. */
  roleArn?: string
  /** A container image of your own, where AWS has none for the region. */
  image?: string
}
