import { setUpCompiler } from '../webpack-like.ts'
import type { Bundler, BundlerParts } from './bundler.ts'
import { webpackLike } from './webpack.ts'

/** Rspack below; unplugin calls what is for Rspack only where Rspack itself was asked for. */
export const rsbuild = (parts: BundlerParts): Bundler => ({
  ...webpackLike(parts),
  more: {
    rsbuild: {
      setup(api) {
        api.modifyRspackConfig((config) => {
          config.plugins.push({
            apply: (compiler: unknown) => setUpCompiler(compiler, parts.service),
          })
        })
      },
    },
  },
})
