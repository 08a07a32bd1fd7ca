import type { LanguagePair } from '../../types.ts'
import type { Endpoint } from './endpoint.ts'
import type { Journal } from './journal.ts'

/** What belongs to one call of an asynchronous endpoint. */
export interface QueueContext {
  endpoint: Endpoint
  journal: Journal
  /** The model that is expected behind the endpoint. */
  model: string
  fingerprint: string
  pair: LanguagePair
  signal: AbortSignal
  /** When the call began, and when all of it must be done, as `Date.now()` tells it. */
  started: number
  until: number
}
