import { factorySpace } from 'micromark-factory-space'
import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Construct, State } from 'micromark-util-types'
import { startOfLine, width } from './lines.ts'

/** What follows the last term: maybe a blank line, and the line of the first description. */
const DESCRIPTION = /[ \t]*(?:\r\n|\n|\r)(?:[ \t>]*(?:\r\n|\n|\r))?([ \t>]*):[ \t]/y

/** Every line of the paragraph before a description is a term, and a paragraph of its own. */
export function termLines(text: string): Construct {
  return {
    tokenize(effects, ok, nok) {
      const self = this
      const { offset: start } = self.now()
      let lines = 0
      return line

      function line(code: Code): State | undefined {
        lines++
        effects.enter('paragraph')
        effects.enter('chunkText', { contentType: 'text' })
        return inside(code)
      }

      function inside(code: Code): State | undefined {
        if (code !== null && !markdownLineEnding(code)) {
          effects.consume(code)
          return inside
        }
        effects.exit('chunkText')
        effects.exit('paragraph')
        if (code === null) return lines > 1 && areTerms(self.now().offset) ? ok(code) : nok(code)
        effects.enter('lineEnding')
        effects.consume(code)
        effects.exit('lineEnding')
        return factorySpace(effects, line, 'linePrefix')
      }

      function areTerms(end: number): boolean {
        DESCRIPTION.lastIndex = end
        const prefix = DESCRIPTION.exec(text)?.[1]
        // Further to the left it describes another term, and this paragraph is part of a description itself.
        return (
          prefix !== undefined &&
          width(prefix) >= width(text.slice(startOfLine(text, start), start))
        )
      }
    },
  }
}
