import { dirname } from 'node:path'
import { readId, SCHEME } from '../ids.ts'
import type { Bundler, BundlerParts } from './bundler.ts'

export const bun = ({ service }: BundlerParts): Bundler => ({
  hook: 'load',
  alone: true,
  resolves: true,
  needsResolving: true,
  async resolve(_, source, importer) {
    // What starts with no slash gets a namespace of its own.
    const mark = source.indexOf('?')
    const folder = importer ? dirname(importer) : process.cwd()
    return SCHEME + Bun.resolveSync(source.slice(0, mark), folder) + source.slice(mark)
  },
  url: (_, __, translate) => translate(),
  start: () => service.configure({ root: process.cwd(), info: console.info, warn: console.warn }),
  more: {
    bun: { loader: (_: string, id: string) => (readId(id).shape === 'url' ? 'file' : 'js') },
  },
})

/** The one function of Bun that is called. Its types are a package that only users of Bun have. */
declare const Bun: { resolveSync(specifier: string, folder: string): string }
