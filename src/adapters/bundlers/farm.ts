import { emitted, exporting, withHash } from '../emitted.ts'
import { MARKDOWN_FILE } from '../ids.ts'
import type { Bundler, BundlerParts } from './bundler.ts'

export function farm({ service }: BundlerParts): Bundler {
  let publicPath = '/'
  const seen = new Set<string>()
  return {
    hook: 'load',
    resolve: async () => null,
    // Its plugins may be written in Rust: whether one takes markdown cannot be seen.
    handsOver: async () => false,
    async url(hook, asked, translate) {
      const { name, ...file } = withHash(emitted(asked, await translate()))
      hook.emitFile({ ...file, fileName: name })
      return exporting(publicPath + name)
    },
    saw: (path) => seen.add(path),
    more: {
      farm: {
        configResolved({ root = process.cwd(), compilation }) {
          publicPath = compilation?.output?.publicPath ?? publicPath
          service.configure({ root, info: console.info, warn: console.warn })
        },
      },
    },
    last: {
      // After an edit Farm loads the file without its query as well, though nothing imports it. Whoever knows it comes first.
      load: {
        filter: { id: MARKDOWN_FILE },
        handler: (path) => (seen.has(path) ? 'export {}' : null),
      },
    },
  }
}
