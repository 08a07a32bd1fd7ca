/** What an author tells the translation in a comment: leave alone what follows, until `on`; or the next block only. */
export type Switch = 'off' | 'on' | 'skip'

const SWITCH = /^(?:<!--|\{?\/\*)?\s*polyglot\s+(off|on|skip)\s*(?:-->|\*\/\}?)?$/i

/**
 * Reads a comment.
 *
 * @param comment with or without its delimiters: `<!-- polyglot off -->`, `{/* polyglot off *\/}`, ` polyglot off `
 * @returns what it switches, nothing for any other comment
 */
export function switchOf(comment: string): Switch | undefined {
  return SWITCH.exec(comment.trim())?.[1]?.toLowerCase() as Switch | undefined
}

/** What the comments so far have switched. Made once per document, for HTML and MDX comments alike. */
export interface Switches {
  /** Takes a comment; returns what it switched. */
  read(comment: string): Switch | undefined
  /** Whether what follows is left alone. */
  off(): boolean
  /** Whether a `skip` waits for what comes next. */
  skipping(): boolean
  /** Whether a `skip` was waiting; it is used up. */
  takeSkip(): boolean
}

export function createSwitches(): Switches {
  let off = false
  let skip = false
  return {
    read(comment) {
      const to = switchOf(comment)
      if (to === 'skip') skip = true
      else if (to) off = to === 'off'
      return to
    },
    off: () => off,
    skipping: () => skip,
    takeSkip() {
      const waiting = skip
      skip = false
      return waiting
    },
  }
}
