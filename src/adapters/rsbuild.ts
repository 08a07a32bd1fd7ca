import type { RsbuildPlugin } from '@rsbuild/core'
import type { PluginOptions } from '../plugin-options.ts'
import { polyglot } from './unplugin.ts'

/**
 * Plugin for Rsbuild.
 *
 * @example
 * // rsbuild.config.js
 * import polyglot from 'unplugin-polyglot/rsbuild'
 *
 * export default { plugins: [polyglot({ to: ['es', 'fr'] })] }
 */
export default polyglot.rsbuild as (options?: PluginOptions) => RsbuildPlugin[]
