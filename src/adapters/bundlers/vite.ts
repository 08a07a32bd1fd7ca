import type { Plugin, ResolvedConfig } from 'vite'
import { serveInspector } from '../../inspector/vite.ts'
import { type LiveLine, terminalLine } from '../../progress-line.ts'
import { emitted, exporting } from '../emitted.ts'
import { MARKDOWN_IN_LANGUAGE } from '../ids.ts'
import { mayTransform } from '../neighbours.ts'
import { loadPolyglot } from '../term.ts'
import { listen, withTranslations } from '../vite-dev.ts'
import { devEnvironment, devUrl, serveUrls } from '../vite-urls.ts'
import { type Bundler, type BundlerParts, resolveNatively } from './bundler.ts'

const NEVER = /(?!)/

/** Milliseconds in which a server that listens says so. */
const PATIENCE = 50

export function vite({ service, dev, neighbours, filters }: BundlerParts): Bundler {
  let config: ResolvedConfig
  /** Of many hundreds of files each hook costs a good part of what a build takes. */
  async function leaveOut(plugins: readonly Plugin[]): Promise<void> {
    // What is wrong with the options is said at the start of the build.
    const settings = await service.settings().catch(() => undefined)
    const ours = !neighbours.present() && settings?.output !== 'markdown'
    filters.resolve.id = ours ? NEVER : MARKDOWN_IN_LANGUAGE
    filters.finish.id = ours && !plugins.some(mayTransform) ? NEVER : MARKDOWN_IN_LANGUAGE
  }

  const listening = Promise.withResolvers<void>()
  return {
    hook: 'load',
    resolves: true,
    warnsAtEnd: true,
    resolve: resolveNatively,
    listening: () => listening.promise,
    handsOver: async (hook, id) => (await neighbours.idFor(hook, id)) === id,
    async url(hook, asked, translate) {
      if (devEnvironment(hook)) return exporting(devUrl(config, asked))
      const reference = hook.emitFile(emitted(asked, await translate()))
      // Vite puts the address in its place, under its rules for `base`.
      return exporting(`__VITE_ASSET__${reference}__`)
    },
    more: {
      vite: {
        async configResolved(resolved) {
          config = resolved
          const { root, logger, plugins } = resolved
          const live = resolved.command === 'build' ? liveLineOf(resolved) : undefined
          service.configure({ root, info: logger.info, warn: logger.warn, live })
          neighbours.meet(plugins)
          if (resolved.command === 'build') await leaveOut(plugins)
        },
        hotUpdate: {
          order: 'post',
          handler({ file, modules }) {
            return withTranslations(this.environment, file, modules)
          },
        },
        configureServer(server) {
          listen(server, dev)
          // In the time between the start and the first page.
          const soon = () => setTimeout(listening.resolve, PATIENCE).unref()
          if (server.httpServer) server.httpServer.once('listening', soon)
          else soon()
          void listening.promise.then(loadPolyglot)
          serveUrls(server, service)
          return serveInspector(server, service)
        },
      },
    },
  }
}

/** Whoever has a logger of their own decides about the terminal, too. */
function liveLineOf({ logLevel = 'info', customLogger }: ResolvedConfig): LiveLine | undefined {
  return logLevel === 'info' && !customLogger ? terminalLine() : undefined
}
