import type { BunPlugin } from 'unplugin'
import type { PluginOptions } from '../plugin-options.ts'
import { polyglot } from './unplugin.ts'

/**
 * Plugin for Bun's bundler.
 *
 * @example
 * // build.ts
 * import polyglot from 'unplugin-polyglot/bun'
 *
 * await Bun.build({ entrypoints: ['main.ts'], outdir: 'dist', plugins: [polyglot({ to: ['es', 'fr'] })] })
 */
export default (options?: PluginOptions): BunPlugin => polyglot.bun(options)
