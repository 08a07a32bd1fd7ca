import type { Options } from './options.ts'

/** What a module of a translation exports; see `PluginOptions.output`. */
export type Output = 'auto' | 'string' | 'markdown'

/** What the plugin takes in every bundler: the options, and what has a meaning in a bundler only. */
export interface PluginOptions extends Options {
  /**
   * What `import post from './post.md?lang=spa'` gives: `string` exports the translated markdown as text; `markdown` hands it
   * to your own plugin for markdown, which makes of it what it makes of `./post.md`; `auto` hands it over where a plugin or
   * loader is found that takes this file, and exports text where there is none. `?lang=spa&raw` is always text.
   * @default 'auto'
   */
  output?: Output
  /**
   * Writes types of the languages in `to`, so that an import in any other language is a type error: into `polyglot.d.ts`
   * in the root, or into the given file (relative to the root).
   * @default true where the root has a tsconfig.json and `to` is not empty
   */
  dts?: boolean | string
}

export const DEFAULT_PLUGIN_OPTIONS = {
  output: 'auto' as Output,
  dts: undefined as boolean | string | undefined,
} satisfies Omit<PluginOptions, keyof Options>

/** Every key of `PluginOptions` that is none of `Options`; the type makes a missing or surplus one a compile error. */
export const PLUGIN_OPTION_KEYS: Record<Exclude<keyof PluginOptions, keyof Options>, true> = {
  output: true,
  dts: true,
}
