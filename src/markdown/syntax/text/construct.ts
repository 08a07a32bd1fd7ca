import type { Construct, Effects, State, TokenizeContext } from 'micromark-util-types'
import type { Verbatim, Wrapped } from '../../syntax.ts'
import { readBytes, readText } from './read.ts'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    verbatimText: 'verbatimText'
    wrappedText: 'wrappedText'
    textBytes: 'textBytes'
  }
  interface Token {
    /** What the node of a `verbatimText` or `wrappedText` is. */
    textKind?: Verbatim['kind'] | Wrapped['kind']
  }
}

/** A construct that was found in the source; offsets are half-open UTF-16 positions in the document. */
export type Found =
  | { type: 'verbatim'; kind: Verbatim['kind']; end: number }
  | { type: 'wrapped'; kind: Wrapped['kind']; end: number; label: { start: number; end: number } }
  | { type: 'html'; end: number }

/**
 * Looks for a construct in the source of the document, further than a tokenizer can see.
 *
 * @param start where one of its marks stands
 * @param context what came before: `previous` and `events`
 */
export type Find = (start: number, context: TokenizeContext) => Found | undefined

/**
 * Longest construct, in UTF-16 code units. Nobody writes longer ones, and a mark that nothing closes then costs no more
 * than this.
 */
export const LONGEST = 5000

/** Makes a construct for micromark of what `find` finds. It has to end within the paragraph, cell or label that it starts in. */
export function textConstruct(name: string, find: Find): Construct {
  // Content that ended before a construct did. What starts in it cannot reach further either, and is not tried again.
  let tooShort = { start: 0, end: 0 }
  const findHere = (context: TokenizeContext) => {
    const start = context.now().offset
    const found = find(start, context)
    if (!found) return undefined
    const within = start >= tooShort.start && start < tooShort.end
    return within && found.end > tooShort.end ? undefined : found
  }
  return { name, tokenize, previous }

  /** Saves micromark from cutting text at marks that are none: it takes long to glue it together again. */
  function previous(this: TokenizeContext): boolean {
    return findHere(this) !== undefined
  }

  function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    return (code) => {
      const found = findHere(this)
      if (!found) return nok(code)
      const start = this.now().offset
      const fail: State = (code) => {
        if (code === null) tooShort = { start, end: this.now().offset }
        return nok(code)
      }
      const bytesType = found.type === 'html' ? 'htmlTextData' : 'textBytes'
      const read = (end: number, then: State) =>
        readBytes(this, effects, end, bytesType, then, fail)
      const fields = found.type === 'html' ? {} : { textKind: found.kind }
      const { type } = effects.enter(TOKEN[found.type], fields)
      const finish = read(found.end, (code) => {
        effects.exit(type)
        return ok(code)
      })
      if (found.type !== 'wrapped') return finish(code)
      const { label } = found
      return read(label.start, readText(this, effects, label.end, finish, fail))(code)
    }
  }
}

const TOKEN = { verbatim: 'verbatimText', wrapped: 'wrappedText', html: 'htmlText' } as const
