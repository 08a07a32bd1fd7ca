/** A kind of thing that `up` makes, in the words for people. */
export type PartKind =
  | 'alarm'
  | 'scaling policy'
  | 'scalable target'
  | 'schedule'
  | 'endpoint'
  | 'endpoint configuration'
  | 'model'
  | 'bucket'
  | 'role'

/** One thing at AWS. */
export interface Thing {
  kind: PartKind
  name: string
}

/** Something that is still there after `down`. */
export interface LeftThing extends Thing {
  /** Why, in plain words. */
  reason: string
  /** A command that removes it. */
  remove: string
}

/** How the things of one kind that belong to one endpoint are found and removed. */
export interface Part {
  kind: PartKind
  /** What it is called if there is one; of models and configurations, how their names begin. */
  expected: string
  /** Whether it is in use as long as the endpoint is there. */
  afterEndpoint: boolean
  /** Names of those that are there. */
  find(): Promise<string[]>
  /** Why this one is left alone, though it is there. @default nothing is */
  keep?(name: string): Promise<string | undefined>
  /** Comes back when it is gone; in a dry run, at once. */
  remove(name: string): Promise<void>
  /** The command that removes one by hand. */
  command(name: string): string
}
