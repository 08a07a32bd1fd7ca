import type { Output } from '../output.ts'

/** Everything that could be read as markup or as a template. */
const SPECIAL = /[&<>{}\u00a0]/g
/** Marks of lines in dialects that look for them in HTML, too, such as the `:::` that ends a container. */
const LINE_MARK = /^[:%$#~`+=*_|-]/
/** A line end, with the marks of quotes on the next line. */
const LINE_END = /[\r\n][ \t]*(?:>[ \t]+)*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[ \u0000-\u001f\u007f]+/g

/**
 * Writes inline content for a place between tags, on one line (a `<br>` keeps the line end behind it).
 * Text may hold anything; everything else is bytes of the source.
 */
export function writeHtml(nodes: Output[]): string {
  let result = ''
  let startsLine = true
  const write = (siblings: Output[]) => {
    for (const node of siblings) {
      if (node.type === 'text') writeText(node.value)
      else if ('children' in node) {
        const isWrap = node.type === 'wrap'
        writeRaw(isWrap ? node.open : node.marker)
        write(node.children)
        writeRaw(isWrap ? node.close : node.marker)
      } else writeRaw(node.value)
    }
  }
  const writeRaw = (bytes: string) => {
    if (bytes === '') return
    result += bytes
    startsLine = LINE_END.test(bytes)
  }
  const writeText = (value: string) => {
    const text = value.replace(CONTROLS, ' ').replace(SPECIAL, reference)
    const line = startsLine ? text.trimStart().replace(LINE_MARK, reference) : text
    if (line !== '') startsLine = false
    result += line
  }
  write(nodes)
  return nodes.at(-1)?.type === 'text' ? result.trimEnd() : result
}

const NAMED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\u00a0': '&nbsp;',
}

const reference = (character: string) => NAMED[character] ?? `&#${character.charCodeAt(0)};`
