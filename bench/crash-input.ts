/** Calls that the slow translator of `crash-child.ts` takes at once. */
export const CALLS_AT_ONCE = 4

/** What `crash-child.ts` is told. */
export interface CrashInput {
  folder: string
  pages: number
  /** One line of JSON per call. */
  diary: string
}

/** A call leaves, with the texts in it. */
export interface DiaryLine {
  texts: string[]
}
