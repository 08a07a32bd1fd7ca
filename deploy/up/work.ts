import type { EndpointIo } from '../io.ts'
import { type Names, TAG } from '../names.ts'
import type { EndpointSettings } from '../settings.ts'

/** What happened to a part of an endpoint. */
export type Deed = 'created' | 'changed' | 'kept' | 'removed'

/** What all steps of `up` share. */
export interface Work {
  settings: EndpointSettings
  names: Names
  /** 12 digits. */
  account: string
  /** URI of the container's image. */
  image: string
  io: EndpointIo
  /** Whether the scaling was taken away, which a dry run cannot see. */
  scalingRemoved: boolean
  /** Whether a schedule of this run deletes an asynchronous endpoint that does not get ready. */
  guarded: boolean
  /** What was done so far, in order, such as `bucket polyglot-main-…`. */
  deeds: Record<Deed, string[]>
}

const DRY: Record<Deed, string> = {
  created: 'would be created',
  changed: 'would be changed',
  kept: 'stays as it is',
  removed: 'would be removed',
}

/** Notes what happened, and says so. */
export function did({ io, deeds }: Work, deed: Deed, what: string): void {
  deeds[deed].push(what)
  io.report(`${what}: ${io.aws.dryRun ? DRY[deed] : deed}`)
}

/** Tags of what SageMaker and IAM keep. */
export function tagsOf({ names, settings }: Pick<Work, 'names' | 'settings'>) {
  return [
    { Key: TAG, Value: names.endpoint },
    { Key: 'polyglot:model', Value: settings.model },
    ...(settings.acceptedLicense === undefined
      ? []
      : [{ Key: 'polyglot:license', Value: settings.acceptedLicense.toLowerCase() }]),
  ]
}
