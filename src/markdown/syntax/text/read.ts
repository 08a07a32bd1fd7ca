import { markdownLineEnding } from 'micromark-util-character'
import type { Effects, State, Token, TokenizeContext, TokenType } from 'micromark-util-types'

/** What micromark puts behind a tab, up to the next tab stop; it has no place in the document. */
const VIRTUAL_SPACE = -1

/** Takes the bytes up to an offset, in one token per line and per line ending. */
export function readBytes(
  context: TokenizeContext,
  effects: Effects,
  end: number,
  type: TokenType,
  ok: State,
  nok: State,
): State {
  const start: State = (code) => {
    const { offset } = context.now()
    if (offset === end) return ok(code)
    // Beyond the end: it lies in what a quote or list puts before its lines.
    if (code === null || offset > end) return nok(code)
    effects.enter(type)
    effects.consume(code)
    if (!markdownLineEnding(code)) return inside
    effects.exit(type)
    return start
  }
  const inside: State = (code) => {
    const reached = context.now().offset >= end && code !== VIRTUAL_SPACE
    if (reached || code === null || markdownLineEnding(code)) {
      effects.exit(type)
      return start(code)
    }
    effects.consume(code)
    return inside
  }
  return start
}

/** Takes inline content up to an offset. micromark wants one chunk per line, each with its line ending, linked. */
export function readText(
  context: TokenizeContext,
  effects: Effects,
  end: number,
  ok: State,
  nok: State,
): State {
  let previous: Token | undefined
  const start: State = (code) => {
    const { offset } = context.now()
    if (offset === end) return ok(code)
    if (code === null || offset > end) return nok(code)
    const token = effects.enter('chunkText', { contentType: 'text', previous })
    if (previous) previous.next = token
    previous = token
    return inside(code)
  }
  const inside: State = (code) => {
    if (code === null || (context.now().offset >= end && code !== VIRTUAL_SPACE)) {
      effects.exit('chunkText')
      return start(code)
    }
    effects.consume(code)
    if (!markdownLineEnding(code)) return inside
    effects.exit('chunkText')
    return start
  }
  return start
}
