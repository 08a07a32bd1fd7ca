import { extname } from 'node:path'
import picomatch from 'picomatch'

/** Plugins that make modules of markdown. Each is asked whether it takes a file, for their options cannot be seen. */
const COMPILERS = new Set(['@mdx-js/rollup', 'unplugin-vue-markdown', 'vite-plugin-markdown'])

/** What is looked at in a plugin of Rollup's kind, whosever it is. */
export interface NeighbourPlugin {
  name: string
  transform?: unknown
  api?: unknown
}

/** The plugins for markdown beside ours. */
export interface Neighbours {
  /** @param plugins all plugins of the bundler */
  meet(plugins: readonly NeighbourPlugin[]): void
  /** Whether there is any. */
  present(): boolean
  /**
   * The id under which one of them takes the markdown: this one, or the one of `withEnding`; undefined if none does.
   *
   * @param hook `this` of a hook, which the plugins that are asked get as theirs
   */
  idFor(hook: object, id: string): Promise<string | undefined>
}

export function createNeighbours(): Neighbours {
  let compilers: NeighbourPlugin[] = []
  let configured: NeighbourPlugin[] = []
  const known = new Map<string, Promise<string | undefined>>()

  async function find(hook: object, id: string): Promise<string | undefined> {
    for (const each of new Set([id, withEnding(id)])) {
      for (const compiler of compilers) if (await takes(compiler, hook, each)) return each
    }
    return configured.length > 0 && configured.some((plugin) => isConfiguredFor(plugin, id))
      ? withEnding(id)
      : undefined
  }

  return {
    meet(plugins) {
      compilers = plugins.filter(({ name }) => COMPILERS.has(name))
      configured = plugins.filter(
        ({ name, api }) => /^vite:vue$|^vite-plugin-svelte\b/.test(name) && api,
      )
      known.clear()
    },
    present: () => compilers.length + configured.length > 0,
    idFor(hook, id) {
      if (!known.has(id)) known.set(id, find(hook, id))
      return known.get(id)!
    },
  }
}

/** The same id with the ending of its file at its own end, for plugins that look there and nowhere else. */
export function withEnding(id: string): string {
  const ending = extname(id.slice(0, id.indexOf('?')))
  return id.endsWith(`&${ending}`) ? id : `${id}&${ending}`
}

/** Whether a plugin that is neither ours nor one of Vite's may change what our modules say. */
export function mayTransform({ name, transform }: NeighbourPlugin): boolean {
  if (!transform || /^(?:unplugin-polyglot|vite:|native:|builtin:|alias$|commonjs$)/.test(name))
    return false
  return passes((transform as { filter?: { id?: unknown } }).filter?.id, '/post.md?lang=en')
}

/** A plugin takes a file if it makes something of an empty one. */
async function takes({ transform }: NeighbourPlugin, hook: object, id: string): Promise<boolean> {
  const { handler, filter } = (
    typeof transform === 'function' ? { handler: transform } : (transform ?? {})
  ) as { handler?: (code: string, id: string) => unknown; filter?: { id?: unknown } }
  if (!handler || !passes(filter?.id, id)) return false
  return (await handler.call(hook, '', id)) != null
}

/** What Rollup does with the filter of a hook. */
function passes(filter: unknown, id: string): boolean {
  if (filter === undefined) return true
  const { include, exclude } = (
    filter instanceof RegExp || Array.isArray(filter) || typeof filter === 'string'
      ? { include: filter }
      : filter
  ) as { include?: unknown; exclude?: unknown }
  const hits = (patterns: unknown) =>
    [patterns].flat().some((pattern) => {
      if (pattern instanceof RegExp) return pattern.test(id)
      return typeof pattern === 'string' && picomatch.isMatch(id, pattern, { dot: true })
    })
  return !hits(exclude ?? []) && (include === undefined || hits(include))
}

/** @vitejs/plugin-vue and vite-plugin-svelte compile the markdown that another plugin or preprocessor has made theirs. */
function isConfiguredFor({ name, api }: NeighbourPlugin, id: string): boolean {
  const path = id.replace(/\?.*/, '')
  const { include, options } = api as { include?: unknown; options?: { extensions?: unknown } }
  if (name === 'vite:vue') return include !== undefined && passes(include, path)
  return [options?.extensions].flat().includes(extname(path))
}
