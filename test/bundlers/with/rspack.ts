import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Configuration, rspack as create, type MultiStats, type Stats } from '@rspack/core'
import polyglot from '../../../src/adapters/rspack.ts'
import type { Bundler, Request } from '../project.ts'

/** A configuration that makes a module of JavaScript, so that it can run here. */
function config({ root, entry, out, target, options, mdx }: Request): Configuration {
  return {
    mode: 'none',
    context: root,
    entry,
    target: target === 'server' ? 'node' : 'web',
    output: { module: true, path: out, filename: 'entry.mjs', library: { type: 'module' } },
    resolve: { alias: { '@': root } },
    module: { rules: mdx ? [{ test: /\.mdx$/, use: join(root, 'mdx-loader.js') }] : [] },
    plugins: options ? [polyglot(options)] : [],
    infrastructureLogging: { level: 'error' },
  }
}

function check(stats: Stats | MultiStats | undefined): void {
  if (stats?.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }))
}

async function build(configs: Configuration | Configuration[]): Promise<void> {
  const compiler = create(configs as Configuration[])!
  check(await promisify(compiler.run.bind(compiler))())
  await promisify(compiler.close.bind(compiler))()
}

export const rspack: Bundler = {
  async build(request) {
    await build(config(request))
    return join(request.out, 'entry.mjs')
  },
  async watch(request) {
    const compiler = create(config(request))!
    const watching = compiler.watch({ aggregateTimeout: 20 }, () => {})!
    return {
      file: join(request.out, 'entry.mjs'),
      close: promisify(watching.close.bind(watching)) as () => Promise<void>,
    }
  },
  async buildBoth(request) {
    const requests = (['browser', 'server'] as const).map((target) => ({
      ...request,
      target,
      out: join(request.out, target),
    }))
    await build(requests.map(config))
    return requests.map(({ out }) => join(out, 'entry.mjs'))
  },
}
