import type { Plugin } from 'esbuild'
import type { PluginOptions } from '../plugin-options.ts'
import { polyglot } from './unplugin.ts'

/**
 * Plugin for esbuild.
 *
 * @example
 * // build.js
 * import polyglot from 'unplugin-polyglot/esbuild'
 *
 * await build({ bundle: true, plugins: [polyglot({ to: ['es', 'fr'] })] })
 */
export default polyglot.esbuild as (options?: PluginOptions) => Plugin
