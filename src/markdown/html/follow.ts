import { isBlockLevel, UNTRANSLATED_ELEMENTS, VOID_ELEMENTS } from './elements.ts'
import type { HtmlState } from './state.ts'
import type { HtmlToken, OpenTag } from './tokens.ts'

/** What is known about a token from those before it. */
export interface Followed {
  /** Whether it is left alone, as are the tags of an element that is. */
  quiet: boolean
  /** For an opening tag: whether its attributes are translated, */
  speaks: boolean
  /** and whether its author wants every byte of it left alone. */
  off: boolean
  /** For an opening tag: where its closing tag is, -1 if it has none. */
  closing: number
  /** Whether nothing from this tag to its closing tag is translated. */
  silent: boolean
  /** For a comment: whether it switched something. */
  isSwitch: boolean
}

const NEW: Followed = {
  quiet: false,
  speaks: false,
  off: false,
  closing: -1,
  silent: false,
  isSwitch: false,
}

/**
 * Follows the elements and switches through a block.
 *
 * @param text what the tokens index
 * @param state is left as it is behind the block
 * @returns one entry for each token
 */
export function follow(tokens: HtmlToken[], text: string, state: HtmlState): Followed[] {
  const { elements, switches } = state
  const result: Followed[] = []
  /** Set while a `skip` holds for running text, which has no element of its own. */
  let skipped = false
  const wholeBlock = switches.skipping() && tokens.some((token) => isContent(token, text))
  const isQuiet = () => wholeBlock || skipped || state.untranslated()

  const openTag = (tag: OpenTag, index: number): Pick<Followed, 'speaks' | 'off'> => {
    elements.endItems(tag.name)
    const around = elements.inside()
    const skip = isBlockLevel(tag.name) && switches.takeSkip()
    const wanted = around.sealed ? undefined : skip ? false : wantsTranslation(tag)
    const untranslated = wanted === undefined ? around.untranslated : !wanted
    if (hasContent(tag)) {
      const sealed = around.sealed || isSealed(tag)
      elements.open(tag.name, { untranslated: untranslated || sealed, sealed }, index)
    }
    const off = switches.off() || wholeBlock || skipped
    return { speaks: !untranslated && !off, off }
  }

  /** How many tokens before each are not quiet. */
  const loud: number[] = [0]
  tokens.forEach((token, index) => {
    const followed: Followed = { ...NEW }
    result.push(followed)
    if ('name' in token && isBlockLevel(token.name)) skipped = false
    else if (isContent(token, text) && switches.takeSkip()) skipped = true
    if (token.type === 'comment') {
      followed.isSwitch = switches.read(text.slice(token.start, token.end)) !== undefined
    }
    if (token.type === 'open') Object.assign(followed, openTag(token, index))
    followed.quiet = isQuiet()
    loud.push(loud[index]! + (followed.quiet ? 0 : 1))
    const opening = token.type === 'close' ? elements.close(token.name) : undefined
    if (opening === undefined) return
    result[opening]!.closing = index
    result[opening]!.silent = loud[opening] === loud[index + 1]
  })
  if (wholeBlock) switches.takeSkip()
  elements.endBlock(true)
  return result
}

/** Whether a `skip` before the block can be meant for this. */
const isContent = (token: HtmlToken, text: string) =>
  token.type === 'open' ||
  (token.type === 'text' && text.slice(token.start, token.end).trim() !== '')

export const hasContent = ({ name, selfClosed }: OpenTag) => !selfClosed && !VOID_ELEMENTS.has(name)

/** JSX in `.md` files says `className`. */
const CLASS = new Set(['class', 'classname'])

/** What a tag says about its element: the attribute `translate`, or Google's class. */
export function wantsTranslation({ attributes }: OpenTag): boolean | undefined {
  let wanted: boolean | undefined
  for (const { name, value } of attributes) {
    if (CLASS.has(name) && /(?:^|\s)notranslate(?:\s|$)/.test(value)) return false
    if (name === 'translate' && /^(?:yes|no|)$/i.test(value))
      wanted ??= value.toLowerCase() !== 'no'
  }
  return wanted
}

/** Whether the content of an element is no prose. Vue's slots are templates, too, and are shown. */
export function isSealed({ name, attributes }: OpenTag): boolean {
  if (!UNTRANSLATED_ELEMENTS.has(name.toLowerCase())) return false
  const isSlot =
    name === 'template' && attributes.some((attribute) => /^(?:#|v-)/.test(attribute.name))
  return !isSlot
}
