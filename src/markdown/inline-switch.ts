import type { PhrasingContent } from 'mdast'
import { type Switch, switchOf } from './switches.ts'

/**
 * Where a stretch ends that its author wants left alone: `<!-- polyglot off -->` … `<!-- polyglot on -->` inside of a paragraph.
 *
 * @returns the index of the last sibling of the stretch that starts at `index`; undefined if none starts there
 */
export function inlineSwitch(siblings: PhrasingContent[], index: number): number | undefined {
  if (switchAt(siblings[index]!) !== 'off') return undefined
  const on = siblings.findIndex((node, other) => other > index && switchAt(node) === 'on')
  return on < 0 ? siblings.length - 1 : on
}

function switchAt(node: PhrasingContent): Switch | undefined {
  if (node.type !== 'html' && node.type !== 'mdxTextExpression') return undefined
  return switchOf(node.value)
}
