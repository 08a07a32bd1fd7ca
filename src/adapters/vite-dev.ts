import type { DevEnvironment, Environment, ViteDevServer } from 'vite'
import type { Dev, Interim, Screens } from './dev.ts'

const EVENT = 'polyglot:interim'

/** What Vite does with the modules of a screen; the browser and each server-side environment are screens of their own. */
export const viteScreens: Omit<Screens<DevEnvironment>, 'warn'> = {
  forget({ moduleGraph }, id) {
    // A module that is requested for the first time is in the graph only after its `load`.
    setImmediate(() => {
      const module = moduleGraph.getModuleById(id)
      if (module) moduleGraph.invalidateModule(module)
    })
  },
  replace(environment, id) {
    const module = environment.moduleGraph.getModuleById(id)
    if (module) void environment.reloadModule(module)
  },
}

/**
 * The environment of a development server that a hook is called for; undefined in a build. Also undefined in a server
 * that neither watches files nor pushes updates: frameworks and `vitest run` use one as a part of a build.
 */
export function watchedEnvironment(hook: object): DevEnvironment | undefined {
  const { environment } = hook as { environment?: Environment }
  if (environment?.mode !== 'dev') return undefined
  const { hmr, watch } = environment.getTopLevelConfig().server
  return hmr === false && watch === null ? undefined : environment
}

/** Code for the module of an interim text: it reports from the browser, as soon as Vite's connection is up. */
export function announce(id: string, interim: Interim): string {
  return `import.meta.hot?.send('${EVENT}', ${JSON.stringify({ id, interim })})\n`
}

/** Listens to what `announce` sends. */
export function listen(server: ViteDevServer, dev: Dev<DevEnvironment>): void {
  for (const environment of Object.values(server.environments)) {
    environment.hot.on(EVENT, ({ id, interim }: { id: string; interim: Interim }) =>
      dev.onScreen(id, interim, environment),
    )
  }
}
