import type { Plugin } from 'rolldown'
import type { PluginOptions } from '../plugin-options.ts'
import { polyglot } from './unplugin.ts'

/**
 * Plugin for Rolldown.
 *
 * @example
 * // rolldown.config.js
 * import polyglot from 'unplugin-polyglot/rolldown'
 *
 * export default { plugins: [polyglot({ to: ['es', 'fr'] })] }
 */
export default polyglot.rolldown as (options?: PluginOptions) => Plugin[]
