import type { Construct, Effects, Event, State, TokenizeContext } from 'micromark-util-types'
import { openLabel } from './labels.ts'
import { trimmed } from './neighbours.ts'
import { readBytes } from './read.ts'
import { templatedDestinationEnd } from './template-hosts.ts'
import type { Templates } from './templates.ts'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    templatedDestination: 'templatedDestination'
  }
}

/** The end of `[words]({{ address }})` and `![alt]({{ address }})`, which CommonMark would not see for the spaces in it. */
export function templatedLinkEnd(text: string, templates: Templates): Construct {
  return { name: 'templatedLinkEnd', tokenize, resolveTo: resolveLink }

  function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    return (code) => {
      const label = openLabel(this)
      const { offset } = this.now()
      if (!label || label._inactive || text[offset + 1] !== '(') return nok(code)
      const close = templatedDestinationEnd(text, offset + 1, templates)
      const address = close === undefined ? undefined : trimmed(text, offset + 2, close)
      if (close === undefined || !address) return nok(code)
      const read = (end: number, then: State) =>
        readBytes(this, effects, end, 'textBytes', then, nok)
      const finish: State = (code) => {
        effects.exit('resource')
        this._labelStarts!.pop()
        return ok(code)
      }
      const afterAddress: State = (code) => {
        effects.exit('templatedDestination')
        return read(close + 1, finish)(code)
      }
      const atAddress: State = (code) => {
        effects.enter('templatedDestination')
        return read(address.end, afterAddress)(code)
      }
      effects.enter('labelEnd')
      effects.enter('labelMarker')
      effects.consume(code)
      effects.exit('labelMarker')
      effects.exit('labelEnd')
      return (code) => {
        effects.enter('resource')
        return read(address.start, atAddress)(code)
      }
    }
  }
}

const BRACKET = 93

/** A link like any other from here on: what micromark does at the end of a label is done. */
function resolveLink(events: Event[], context: TokenizeContext): Event[] {
  const ends = [context.parser.constructs.text[BRACKET] ?? []].flat()
  return ends.find(({ name }) => name === 'labelEnd')!.resolveTo!(events, context)
}
