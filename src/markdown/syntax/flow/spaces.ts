import { factorySpace } from 'micromark-factory-space'
import { markdownLineEnding, markdownSpace } from 'micromark-util-character'
import type { Construct, TokenizeContext } from 'micromark-util-types'

/** Columns of the indentation that has just been read. */
export function indentOf(self: TokenizeContext): number {
  const [, token, context] = self.events.at(-1) ?? []
  return token?.type === 'linePrefix' ? context!.sliceSerialize(token, true).length : 0
}

/** Exactly so many columns of indentation. */
export function indentation(columns: number): Construct {
  return {
    partial: true,
    tokenize(effects, ok, nok) {
      return factorySpace(
        effects,
        (code) => (indentOf(this) === columns ? ok(code) : nok(code)),
        'linePrefix',
        columns + 1,
      )
    },
  }
}

/** Up to four columns of white space with something else behind them. */
export const padding: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return factorySpace(
      effects,
      (code) => (markdownSpace(code) ? nok(code) : ok(code)),
      'whitespace',
      5,
    )
  },
}

/** Nothing but white space up to the end of the line. */
export const atLineEnd: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return factorySpace(
      effects,
      (code) => (code === null || markdownLineEnding(code) ? ok(code) : nok(code)),
      'whitespace',
    )
  },
}
