import type { Plugin } from 'vite'
import type { PluginOptions } from '../plugin-options.ts'
import { polyglot } from './unplugin.ts'

/**
 * Vite plugin.
 *
 * @example
 * // vite.config.ts
 * import polyglot from 'unplugin-polyglot/vite'
 *
 * export default { plugins: [polyglot({ from: 'en', to: ['es', 'fr'], translator: 'pseudo' })] }
 */
export default polyglot.vite as (options?: PluginOptions) => Plugin[]
