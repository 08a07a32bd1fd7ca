import type { Construct, Effects, Event, State, Token, TokenizeContext } from 'micromark-util-types'
import { attributesEnd } from './attributes.ts'
import { isDefined, openLabel } from './labels.ts'
import { readBytes } from './read.ts'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    spanEnd: 'spanEnd'
  }
}

/** The end of `[words]{.class}`. A label with a definition stays a link, and what follows are its attributes. */
export function spanEnd(text: string): Construct {
  return { name: 'spanEnd', tokenize, resolveTo: resolveSpan }

  function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    return (code) => {
      const label = openLabel(this)
      const { offset } = this.now()
      if (label?.type !== 'labelLink' || text[offset + 1] !== '{') return nok(code)
      const end = attributesEnd(text, offset + 1, true)
      if (end === undefined) return nok(code)
      if (isDefined(this, text.slice(label.end.offset, offset))) return nok(code)
      effects.enter('spanEnd')
      const finish: State = (code) => {
        effects.exit('spanEnd')
        this._labelStarts!.pop()
        return ok(code)
      }
      return readBytes(this, effects, end, 'textBytes', finish, nok)(code)
    }
  }
}

/** Events of a label's opening bracket: enter and exit, of the label and of its mark. */
const BRACKET_EVENTS = 4

/** Encloses what stands between the brackets, emphasis resolved, as micromark does for links. */
function resolveSpan(events: Event[], context: TokenizeContext): Event[] {
  const opensLabel = ([when, token]: Event) =>
    when === 'enter' && token.type === 'labelLink' && !token._balanced
  const open = events.findLastIndex(opensLabel)
  const end = events.findLastIndex(([when, { type }]) => when === 'enter' && type === 'spanEnd')
  const span: Token = {
    type: 'wrappedText',
    textKind: 'span',
    start: { ...events[open]![1].start },
    end: { ...events[end]![1].end },
  }
  let inside = events.slice(open + BRACKET_EVENTS, end)
  const resolvers = context.parser.constructs.insideSpan.null ?? []
  for (const resolve of new Set(resolvers.map(({ resolveAll }) => resolveAll))) {
    inside = resolve?.(inside, context) ?? inside
  }
  const after = events.slice(end)
  // The list itself has to change: micromark keeps hold of it.
  events.length = open
  events.push(['enter', span, context])
  for (const event of [...inside, ...after]) events.push(event)
  events.push(['exit', span, context])
  return events
}
