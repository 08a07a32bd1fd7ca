import type { JsPlugin } from '@farmfe/core'
import type { PluginOptions } from '../plugin-options.ts'
import { polyglot } from './unplugin.ts'

/**
 * Plugin for Farm.
 *
 * @example
 * // farm.config.js
 * import polyglot from 'unplugin-polyglot/farm'
 *
 * export default { plugins: [polyglot({ to: ['es', 'fr'] })] }
 */
export default polyglot.farm as unknown as (options?: PluginOptions) => JsPlugin[]
