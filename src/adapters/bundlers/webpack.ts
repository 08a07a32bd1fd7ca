import { hasOtherLoaders, setUpCompiler } from '../webpack-like.ts'
import type { Bundler, BundlerParts } from './bundler.ts'

/** webpack and Rspack: a transformation, whose result goes on to the loaders of the project. */
export const webpackLike = ({ service }: BundlerParts): Bundler => ({
  hook: 'transform',
  resolve: async () => null,
  handsOver: async (hook) => hasOtherLoaders(hook),
  // The rule for these makes a file of what the module is made of.
  url: (_, __, translate) => translate(),
  more: {
    webpack: (compiler) => setUpCompiler(compiler, service),
    rspack: (compiler) => setUpCompiler(compiler, service),
  },
})
