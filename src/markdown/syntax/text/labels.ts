import type { Token, TokenizeContext } from 'micromark-util-types'

/** The `[` or `![` that a `]` would close. Those that have closed without becoming anything are out of the game. */
export function openLabel({ _labelStarts: starts }: TokenizeContext): Token | undefined {
  while (starts?.at(-1)?._balanced) starts.pop()
  return starts?.at(-1)
}

/** Whether a label is that of a definition; letter case and white space do not count. */
export function isDefined({ parser }: TokenizeContext, label: string): boolean {
  const words = label.replace(/[\t\n\r ]+/g, ' ').trim()
  return parser.defined.includes(words.toLowerCase().toUpperCase())
}
