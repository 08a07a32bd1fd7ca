import { relative, resolve, sep } from 'node:path'
import pc from 'picocolors'
import type { ViteDevServer } from 'vite'
import { createCollection, type Source } from './collect.ts'
import { createMiddleware, PLACE } from './middleware.ts'

/**
 * Serves the inspector beside what a development server of Vite serves, under its rules: Vite has checked the host before,
 * and documents that `server.fs` keeps to itself are not shown. A server that neither watches nor pushes is part of a build
 * and has none.
 */
export async function serveInspector(server: ViteDevServer, source: Source): Promise<void> {
  const { config, watcher } = server
  if (config.server.hmr === false && config.server.watch === null) return
  const { isFileLoadingAllowed, normalizePath } = await import('vite')
  const collection = createCollection(source, (file) =>
    isFileLoadingAllowed(config, normalizePath(file)),
  )
  server.middlewares.use(createMiddleware(collection, config.base))
  announce(server, source)

  const tell = (change: (path: string) => void) => (file: string) => {
    source.settings().then(
      ({ options }) => change(relative(options.root, resolve(file)).split(sep).join('/')),
      // With a broken configuration there are no documents.
      () => {},
    )
  }
  watcher.on('change', tell(collection.changed))
  watcher.on('unlink', tell(collection.removed))
}

/** Says where the inspector is, once: below the server's own addresses or, inside of another server, before the first document. */
function announce(server: ViteDevServer, source: Source): void {
  const { base, logger, server: options } = server.config
  const printUrls = server.printUrls.bind(server)
  server.printUrls = () => {
    printUrls()
    const [url] = [...(server.resolvedUrls?.local ?? []), ...(server.resolvedUrls?.network ?? [])]
    if (url) logger.info(`  ${pc.green('➜')}  ${pc.bold('Polyglot')}: ${pc.cyan(url + PLACE)}`)
  }
  if (!options.middlewareMode || options.hmr === false) return
  let isSaid = false
  source.watch(() => {
    if (!isSaid) logger.info(`polyglot: the inspector is at ${base}${PLACE} of this server`)
    isSaid = true
  })
}
