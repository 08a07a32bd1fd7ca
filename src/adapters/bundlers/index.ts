import type { UnpluginContextMeta } from 'unplugin'
import { bun } from './bun.ts'
import type { Bundler, BundlerParts } from './bundler.ts'
import { esbuild } from './esbuild.ts'
import { farm } from './farm.ts'
import { rollup } from './rollup.ts'
import { rsbuild } from './rsbuild.ts'
import { vite } from './vite.ts'
import { webpackLike } from './webpack.ts'

type Framework = Exclude<UnpluginContextMeta['framework'], 'unloader'>

const BUNDLERS: Record<Framework, (parts: BundlerParts) => Bundler> = {
  vite,
  rollup: rollup({ needsResolving: true }),
  rolldown: rollup({ needsResolving: false }),
  webpack: webpackLike,
  rspack: webpackLike,
  rsbuild,
  esbuild,
  farm,
  bun,
}

/** @param framework as unplugin calls the bundler */
export function bundlerOf(framework: UnpluginContextMeta['framework'], parts: BundlerParts) {
  return BUNDLERS[framework as Framework](parts)
}
