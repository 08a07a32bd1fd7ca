import type { BlockContent, DefinitionContent, Parent } from 'mdast'
import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import { factorySpace } from 'micromark-factory-space'
import { markdownLineEnding, markdownSpace } from 'micromark-util-character'
import type { Code, Construct, Extension, State, TokenizeContext } from 'micromark-util-types'
import { atLineEnd, indentation, indentOf, padding } from './spaces.ts'
import { termLines } from './terms.ts'

/** What a term means: the blocks behind `: `. The lines of its terms are paragraphs, one each. */
export interface Description extends Parent {
  type: 'defListDescription'
  children: (BlockContent | DefinitionContent)[]
}

declare module 'mdast' {
  interface BlockContentMap {
    defListDescription: Description
  }
  interface RootContentMap {
    defListDescription: Description
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    defListDescription: 'defListDescription'
    defListDescriptionPrefix: 'defListDescriptionPrefix'
  }
  interface ContainerState {
    description?: {
      /** Columns by which its lines are indented. */
      indent: number
      /** Whether its last line was blank. */
      blank: boolean
    }
  }
}

const COLON = 58

/** Whether a line may start a description. */
export const MAY_DEFINE = /^[ \t>]*:[ \t]/m

/**
 * Definition lists as in PHP Markdown Extra: `: ` after a paragraph, with at most one blank line between, or after
 * another description: https://michelf.ca/projects/php-markdown/extra/#def-list
 */
export function definitionLists(text: string): Extension {
  /** Where the last description has ended because a line is indented too little. */
  let ended: { offset: number; blank: boolean } | undefined

  const description: Construct = {
    name: 'defListDescription',
    tokenize(effects, ok, nok) {
      const self = this
      const indent = indentOf(self)
      return (code) => {
        if (ended?.offset !== self.now().offset && !followsTerm(self)) return nok(code)
        effects.enter('defListDescription', { _container: true })
        effects.enter('defListDescriptionPrefix')
        effects.consume(code)
        return space
      }

      function space(code: Code): State | undefined {
        return markdownSpace(code) ? effects.attempt(padding, end, oneColumn)(code) : nok(code)
      }

      /** Five columns or more are one, and then indented code. */
      function oneColumn(code: Code): State {
        effects.consume(code)
        return end
      }

      function end(code: Code): State | undefined {
        if (code === null || markdownLineEnding(code)) return nok(code)
        const prefix = self.sliceSerialize(effects.exit('defListDescriptionPrefix'), true)
        self.containerState!.description = { indent: indent + prefix.length, blank: false }
        return ok(code)
      }
    },
    continuation: {
      tokenize(effects, ok, nok) {
        const self = this
        const state = self.containerState!.description!
        return effects.check(
          atLineEnd,
          (code) => {
            state.blank = true
            return factorySpace(effects, ok, 'linePrefix', state.indent + 1)(code)
          },
          effects.attempt(
            indentation(state.indent),
            goesOn,
            factorySpace(effects, end, 'linePrefix', 4),
          ),
        )

        function goesOn(code: Code): State | undefined {
          state.blank = false
          return ok(code)
        }

        function end(code: Code): State | undefined {
          ended = { offset: self.now().offset, blank: state.blank }
          return nok(code)
        }
      },
    },
    exit(effects) {
      effects.exit('defListDescription')
    },
  }

  /**
   * Closes a description at the line after a blank one. The parser would find out by itself that the line is no lazy
   * continuation, and copy all events to correct itself: quadratic in the number of descriptions. It closes containers
   * at once when it sees a new one, so one is announced here that turns out not to be there when it is asked for.
   */
  const closing: Construct = {
    tokenize(_, ok, nok) {
      return (code) => {
        const announce = ended?.blank && ended.offset === this.now().offset
        ended = undefined
        return announce ? ok(code) : nok(code)
      }
    },
  }

  return {
    document: { [COLON]: description, null: closing },
    contentInitial: { null: termLines(text) },
  }
}

const AFTER_PARAGRAPH = 'content,lineEnding,lineEnding,lineEndingBlank,lineEndingBlank'

/** Whether the last block of the container is a paragraph, or may still become one. */
function followsTerm({ interrupt, events }: TokenizeContext): boolean {
  // True: a paragraph is open, the only block that can be ended. Undefined: some container has not been continued.
  if (interrupt !== false) return interrupt === true
  const last = events.findLast(([, { type }]) => type === 'chunkFlow')
  const types = last?.[1]._tokenizer?.events.slice(-5).map(([, { type }]) => type)
  return types?.join() === AFTER_PARAGRAPH
}

export const definitionListsFromMarkdown: FromMarkdownExtension = {
  enter: {
    defListDescription(token) {
      this.enter({ type: 'defListDescription', children: [] }, token)
    },
  },
  exit: {
    defListDescription(token) {
      this.exit(token)
    },
  },
}
