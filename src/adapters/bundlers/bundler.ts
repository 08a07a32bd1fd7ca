import type { UnpluginBuildContext, UnpluginContext, UnpluginOptions } from 'unplugin'
import type { DevEnvironment, Environment } from 'vite'
import type { Dev } from '../dev.ts'
import type { Asked } from '../ids.ts'
import type { Neighbours } from '../neighbours.ts'
import type { Service } from '../service.ts'

/** `this` of a hook, whatever the bundler. What is optional, only some have. */
export interface Hook extends UnpluginBuildContext, UnpluginContext {
  environment?: Environment
  resolve?(
    source: string,
    importer: string | undefined,
    options: { skipSelf: boolean },
  ): Promise<{ id: string; external?: unknown } | null>
}

/** What the hooks share. */
export interface BundlerParts {
  service: Service
  dev: Dev<DevEnvironment>
  neighbours: Neighbours
  /** Filters of `resolveId` and `finish`, to be changed before they are read: a hook that has nothing to do costs all the same. */
  filters: { resolve: { id: RegExp }; finish: { id: RegExp } }
}

/** What is not the same in every bundler. */
export interface Bundler {
  /** Where modules are made: webpack and Rspack know no query when they ask who loads a file. */
  hook: 'load' | 'transform'
  /** Whether other plugins never see what ours returns. @default false */
  alone?: boolean
  /** Whether `resolveId` exists at all: where it need not, it costs. @default false */
  resolves?: boolean
  /** Whether the bundler finds no file for a request with a query. @default false */
  needsResolving?: boolean
  /** Whether findings are warnings of `buildEnd`: else they are warnings of their modules, which the bundler lists at its end. */
  warnsAtEnd?: boolean
  /** Order of `resolveId` and `load`, and of `finish`, where the plugin's own place does not decide it. */
  order?: { first: 'pre'; last: 'post' }
  /** The id of a request, with its query; null leaves it to the bundler. @default the bundler's own */
  resolve(hook: Hook, source: string, importer?: string): Promise<string | null>
  /** Whether with `output: 'auto'` another plugin gets the markdown. Undefined where none can. */
  handsOver?(hook: Hook, id: string): Promise<boolean>
  /** Code for `&url`. */
  url(hook: Hook, asked: Asked, translate: () => Promise<string>): Promise<string>
  /** Resolves when a server that starts has time for what nobody waits for. */
  listening?(): Promise<unknown>
  /** At the start of a build, with what the bundler's hook was given. */
  start?(hook: Hook, given: unknown): void
  /** Told of each file that a module was made of. */
  saw?(path: string): void
  /** What else the plugin does in this bundler, in its first place and in its last. */
  more?: Partial<UnpluginOptions>
  last?: Partial<UnpluginOptions>
}

/** The id under which Rollup and its kin find a request with a query. */
export async function resolveNatively(
  hook: Hook,
  request: string,
  importer?: string,
): Promise<string | null> {
  const found = await hook.resolve!(request, importer, { skipSelf: true })
  return found && !found.external ? found.id : null
}
