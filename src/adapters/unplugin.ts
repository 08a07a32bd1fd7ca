import { createUnplugin, type UnpluginInstance } from 'unplugin'
import { messageOf } from '../errors.ts'
import type { PluginOptions } from '../plugin-options.ts'
import type { Hook } from './bundlers/bundler.ts'
import { bundlerOf } from './bundlers/index.ts'
import { writeDeclarations } from './declarations.ts'
import { createDev } from './dev.ts'
import { MARKDOWN_IN_LANGUAGE } from './ids.ts'
import { createModules } from './modules.ts'
import { createNeighbours } from './neighbours.ts'
import { createService } from './service.ts'
import { viteScreens, watchedEnvironment } from './vite-dev.ts'

/**
 * The plugin for every bundler that unplugin serves: `import post from './post.md?lang=spa'` gives the translated
 * markdown. The id stays as it is written, so that each bundler resolves and watches it natively.
 * A build waits for the translator; a development server never does.
 */
export const polyglot: UnpluginInstance<PluginOptions | undefined, true> = createUnplugin(
  (options = {}, meta) => {
    const service = createService(options)
    const dev = createDev({ ...viteScreens, info: service.info, warn: service.warn })
    const neighbours = createNeighbours()
    const filters = { resolve: { id: MARKDOWN_IN_LANGUAGE }, finish: { id: MARKDOWN_IN_LANGUAGE } }
    const bundler = bundlerOf(meta.framework, { service, dev, neighbours, filters })
    const modules = createModules({ service, dev, neighbours, filters, bundler })
    const filter = { id: MARKDOWN_IN_LANGUAGE }
    const { load, resolveId, finish } = modules
    const { first, last } = bundler.order ?? {}
    return [
      {
        name: 'unplugin-polyglot',
        enforce: 'pre',
        async buildStart(...given: unknown[]) {
          bundler.start?.(this as Hook, given[0])
          const write = () => writeDeclarations(this, service, neighbours)
          if (!watchedEnvironment(this) || !bundler.listening) return write()
          bundler
            .listening()
            .then(write)
            .catch((error) => service.warn(`polyglot: ${messageOf(error)}`))
        },
        ...(bundler.resolves && {
          resolveId: { filter: filters.resolve, handler: resolveId, order: first },
        }),
        ...(bundler.hook === 'load'
          ? { load: { filter, handler: load, order: first } }
          : {
              transform: {
                filter,
                handler(this: Hook, _: string, id: string) {
                  return load.call(this, id)
                },
              },
            }),
        async buildEnd(error?: Error) {
          const serving = watchedEnvironment(this) !== undefined
          if (serving && !dev.leave()) return
          const warn = (line: string) => (this as Hook).warn(line)
          await service.end({
            giveUp: error !== undefined || serving,
            ...(bundler.warnsAtEnd && { warn }),
          })
        },
        ...bundler.more,
      },
      ...(bundler.alone
        ? []
        : [
            {
              name: 'unplugin-polyglot:finish',
              enforce: 'post' as const,
              transform: { filter: filters.finish, handler: finish, order: last },
              ...bundler.last,
            },
          ]),
    ]
  },
)
