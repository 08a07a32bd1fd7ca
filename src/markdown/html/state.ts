import { createSwitches, type Switches } from '../switches.ts'
import { VOID_ELEMENTS } from './elements.ts'
import { createOpenElements, type OpenElements } from './open-elements.ts'
import { paint } from './templates.ts'
import { tokenize } from './tokens.ts'

/**
 * What the HTML of a document so far means for what comes next. Made once per document.
 *
 * CommonMark ends an HTML block at a blank line, so that `<div translate="no">` and its `</div>` may be blocks with markdown
 * in between. Like in a browser, an element stays open until its closing tag, that of an element around it or the
 * end of the document; a `<p>` or running text ends with its block. So only an element that is both left alone and never
 * closed leaves the rest of a document untranslated.
 */
export interface HtmlState {
  /** Whether what follows is left alone: it stands in an element with `translate="no"` and the like, or is switched off. */
  untranslated(): boolean
  /** What comments have switched; MDX comments may be read into it, too. */
  switches: Switches
  /** The elements that blocks have left open. */
  elements: OpenElements
  /** Takes in the tags of a paragraph: what blocks have opened may be closed there. What they open themselves ends with it. */
  passInline(tags: string[]): void
}

export function createHtmlState(switches: Switches = createSwitches()): HtmlState {
  const elements = createOpenElements()
  return {
    untranslated: () => switches.off() || elements.inside().untranslated,
    switches,
    elements,
    passInline(tags) {
      for (const token of tags.flatMap((tag) => tokenize(paint(tag).painted))) {
        if (token.type === 'close') elements.close(token.name)
        if (token.type !== 'open' || token.selfClosed || VOID_ELEMENTS.has(token.name)) continue
        elements.endItems(token.name)
        elements.open(token.name, elements.inside(), 0)
      }
      elements.endBlock(false)
    },
  }
}
