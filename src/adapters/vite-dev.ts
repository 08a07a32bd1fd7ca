import type { DevEnvironment, Environment, EnvironmentModuleNode, ViteDevServer } from 'vite'
import type { Dev, Interim, Screens } from './dev.ts'
import { MARKDOWN_IN_LANGUAGE } from './ids.ts'

const EVENT = 'polyglot:interim'

/** What Vite does with the modules of a screen; the browser and each server-side environment are screens of their own. */
export const viteScreens: Pick<Screens<DevEnvironment>, 'forget' | 'replace'> = {
  forget({ moduleGraph }, id) {
    // A module that is requested for the first time is in the graph only after its `load`.
    setImmediate(() => {
      const module = moduleGraph.getModuleById(id)
      if (module) moduleGraph.invalidateModule(module)
    })
  },
  replace(environment, id) {
    const module = environment.moduleGraph.getModuleById(id)
    if (!module) return
    // Without hot updates Vite reloads nothing, and the module would stay.
    if (environment.config.server.hmr === false) environment.moduleGraph.invalidateModule(module)
    else void environment.reloadModule(module)
  },
}

/**
 * The environment of a development server that a hook is called for; undefined in a build. Also undefined in a server
 * that neither watches files nor pushes updates: frameworks and `vitest run` use one as a part of a build.
 */
export function watchedEnvironment(hook: object): DevEnvironment | undefined {
  const { environment } = hook as { environment?: Environment }
  if (environment?.mode !== 'dev') return undefined
  return isWatched(environment.getTopLevelConfig()) ? environment : undefined
}

const isWatched = ({ server: { hmr, watch } }: ViteDevServer['config']) =>
  hmr !== false || watch !== null

/** Code to be added to the module of an interim text: it reports from the browser, as soon as Vite's connection is up. */
export function announce(id: string, interim: Interim): string {
  return `\nimport.meta.hot?.send('${EVENT}', ${JSON.stringify({ id, interim })})\n`
}

/** Listens to what `announce` sends. */
export function listen(server: ViteDevServer, dev: Dev<DevEnvironment>): void {
  if (isWatched(server.config)) dev.enter()
  for (const environment of Object.values(server.environments)) {
    environment.hot.on(EVENT, ({ id, interim }: { id: string; interim: Interim }) =>
      dev.onScreen(id, interim, environment),
    )
  }
}

/**
 * The translations of an edited file that another plugin has taken out of the update: the one for Vue compares a file with
 * what it was, and knows nothing of languages.
 *
 * @param modules what is left of the update
 */
export function withTranslations(
  { moduleGraph }: DevEnvironment,
  file: string,
  modules: EnvironmentModuleNode[],
): EnvironmentModuleNode[] | undefined {
  const all = [...(moduleGraph.getModulesByFile(file) ?? [])]
  const ours = all.filter((each) => MARKDOWN_IN_LANGUAGE.test(each.id ?? ''))
  const missing = ours.filter((each) => !modules.includes(each))
  return missing.length > 0 ? [...modules, ...missing] : undefined
}

/**
 * Vue's components are known to hot updates by an id that is made of the path alone, so that a file in two languages
 * would be one component. Here each language gets its own.
 */
export function withOwnHotId(code: string, lang: string): string {
  const id = /\.__hmrId = ("[^"]+")/.exec(code)?.[1]
  return id ? code.replaceAll(id, () => `${id.slice(0, -1)}-${lang.replace(/\W/g, '-')}"`) : code
}
