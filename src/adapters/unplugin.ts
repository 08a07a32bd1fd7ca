import { createUnplugin, type UnpluginInstance } from 'unplugin'
import type { Options } from '../options.ts'
import { createSession } from './session.ts'

/** `.md?lang=…`, in any order of parameters; never a sub-request of a component file (`?vue&type=style&lang=css`). */
export const MARKDOWN_IN_LANGUAGE =
  /\.(?:md|markdown)\?(?!(?:[^#]*&)?(?:vue|type)(?:[=&]|$))(?:[^#]*&)?lang=[^&#]+/

/**
 * The plugin for every bundler that unplugin serves: `import post from './post.md?lang=spa'` gives the translated
 * markdown as a string. The id stays as it is written, so that each bundler resolves and watches it natively.
 */
export const polyglot: UnpluginInstance<Options | undefined> = createUnplugin((options = {}) => {
  const session = createSession(options)
  return {
    name: 'unplugin-polyglot',
    enforce: 'pre',
    load: {
      filter: { id: MARKDOWN_IN_LANGUAGE },
      async handler(id) {
        const { file, lang } = readId(id)
        this.addWatchFile(file)
        const { text, warnings } = await session.translateFile(file, lang)
        for (const warning of warnings) this.warn(warning)
        return { code: `export default ${JSON.stringify(text)}`, map: null }
      },
    },
    async buildEnd() {
      await session.end()
    },
    vite: {
      configResolved({ root, logger }) {
        session.configure({ root, log: (line) => logger.info(line) })
      },
    },
  }
})

function readId(id: string): { file: string; lang: string } {
  const mark = id.indexOf('?')
  const query = new URLSearchParams(id.slice(mark + 1))
  if (query.has('url')) {
    throw new Error(
      `"${id}" asks for the URL of a translation, which there is not: import it as text, without "&url".`,
    )
  }
  return { file: id.slice(0, mark), lang: query.get('lang')! }
}
