import { createUnplugin, type UnpluginInstance } from 'unplugin'
import { PolyglotError } from '../errors.ts'
import type { Options } from '../options.ts'
import { createDev, type Interim } from './dev.ts'
import { describeFindings } from './findings.ts'
import { createService } from './service.ts'
import { announce, listen, viteScreens, watchedEnvironment } from './vite-dev.ts'

/** `.md?lang=…`, `.mdx?lang=…`, in any order of parameters; never a sub-request of a component file (`?vue&type=style&lang=css`). */
export const MARKDOWN_IN_LANGUAGE =
  /\.(?:md|mdx|markdown)\?(?!(?:[^#]*&)?(?:vue|type)(?:[=&]|$))(?:[^#]*&)?lang=[^&#]+/

/**
 * The plugin for every bundler that unplugin serves: `import post from './post.md?lang=spa'` gives the translated
 * markdown as a string. The id stays as it is written, so that each bundler resolves and watches it natively.
 * A build waits for the translator; a development server never does.
 */
export const polyglot: UnpluginInstance<Options | undefined> = createUnplugin((options = {}) => {
  const service = createService(options)
  const dev = createDev({ ...viteScreens, warn: service.warn })
  return {
    name: 'unplugin-polyglot',
    enforce: 'pre',
    load: {
      filter: { id: MARKDOWN_IN_LANGUAGE },
      async handler(id) {
        const { path, lang } = readId(id)
        this.addWatchFile(path)
        const file = await service.open(path, lang)
        const environment = watchedEnvironment(this)
        if (environment) return moduleOf(id, await dev.show(id, file, environment))
        const { text, report } = await file.translate()
        for (const line of describeFindings(report.findings)) this.warn(line)
        return moduleOf(id, { text })
      },
    },
    async buildEnd(error?: Error) {
      await service.end({ giveUp: error !== undefined || watchedEnvironment(this) !== undefined })
    },
    vite: {
      configResolved({ root, logger }) {
        service.configure({ root, info: logger.info, warn: logger.warn })
      },
      configureServer: (server) => listen(server, dev),
    },
  }
})

function moduleOf(id: string, { text, interim }: { text: string; interim?: Interim }) {
  const report = interim ? announce(id, interim) : ''
  return { code: `export default ${JSON.stringify(text)}\n${report}`, map: null }
}

function readId(id: string): { path: string; lang: string } {
  const mark = id.indexOf('?')
  const query = new URLSearchParams(id.slice(mark + 1))
  if (query.has('url')) {
    throw new PolyglotError(
      'BAD_OPTION',
      `"${id}" asks for the URL of a translation, which there is not: import it as text, without "&url".`,
    )
  }
  return { path: id.slice(0, mark), lang: query.get('lang')! }
}
