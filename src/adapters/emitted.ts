import { createHash } from 'node:crypto'
import { basename, extname } from 'node:path'
import type { Asked } from './ids.ts'

/** A translation that becomes a file of its own: `hello.spa.md`. */
export interface Emitted {
  type: 'asset'
  name: string
  source: string
}

export function emitted({ path, lang }: Asked, text: string): Emitted {
  const ending = extname(path)
  const name = `${basename(path, ending)}.${lang}${ending}`
  return { type: 'asset', name, source: text }
}

/** The same with a mark of its content in its name, for bundlers that add none: `hello.spa.1b2c3d4e.md`. */
export function withHash({ name, source, ...rest }: Emitted): Emitted {
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8)
  const ending = extname(name)
  return { ...rest, source, name: `${basename(name, ending)}.${hash}${ending}` }
}

/** Code whose default export is the given text. */
export function exporting(text: string): string {
  return `export default ${JSON.stringify(text)}\n`
}
