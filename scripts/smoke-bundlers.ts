import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a program of a user's looks like that builds `main.js` into `out` with one bundler, and which package it needs. */
interface Build {
  /** Package of the bundler. */
  needs: string
  /** The bundle. */
  bundle: string
  program: string
}

const plugin = (bundler: string) => `import polyglot from 'unplugin-polyglot/${bundler}'\n`
const PLUGINS = `plugins: [polyglot({ to: ['fr'] })]`

const viaRollup = (bundler: 'rollup' | 'rolldown'): Build => ({
  needs: bundler,
  bundle: 'main.js',
  program: `import { ${bundler} } from '${bundler}'
${plugin(bundler)}const bundle = await ${bundler}({ input: 'main.js', ${PLUGINS} })
await bundle.write({ dir: 'out' })`,
})

const viaWebpack = (bundler: 'webpack' | 'rspack', needs: string, imported: string): Build => ({
  needs,
  bundle: 'main.js',
  program: `import ${imported} from '${needs}'
${plugin(bundler)}const compiler = ${bundler}({ mode: 'production', entry: './main.js', output: { path: import.meta.dirname + '/out' }, ${PLUGINS} })
compiler.run((error, stats) => {
  if (error || stats.hasErrors()) throw error ?? new Error(stats.toString())
  compiler.close(() => {})
})`,
})

const BUILDS: Record<string, Build> = {
  vite: {
    needs: 'vite',
    bundle: 'main.js',
    program: `import { build } from 'vite'
${plugin('vite')}await build({ configFile: false, logLevel: 'warn', ${PLUGINS}, build: { outDir: 'out', lib: { entry: 'main.js', fileName: 'main', formats: ['es'] } } })`,
  },
  rollup: viaRollup('rollup'),
  rolldown: viaRollup('rolldown'),
  webpack: viaWebpack('webpack', 'webpack', 'webpack'),
  rspack: viaWebpack('rspack', '@rspack/core', '{ rspack }'),
  rsbuild: {
    needs: '@rsbuild/core',
    bundle: 'static/js/main.js',
    program: `import { createRsbuild } from '@rsbuild/core'
${plugin('rsbuild')}const rsbuild = await createRsbuild({ config: { logLevel: 'warn', source: { entry: { main: './main.js' } }, output: { distPath: { root: 'out' }, filenameHash: false }, ${PLUGINS} } })
await (await rsbuild.build()).close()`,
  },
  esbuild: {
    needs: 'esbuild',
    bundle: 'main.js',
    program: `import { build } from 'esbuild'
${plugin('esbuild')}await build({ entryPoints: ['main.js'], bundle: true, format: 'esm', charset: 'utf8', outdir: 'out', ${PLUGINS} })`,
  },
  farm: {
    needs: '@farmfe/core',
    bundle: 'main.js',
    program: `import { build } from '@farmfe/core'
${plugin('farm')}await build({ configFile: false, compilation: { input: { main: './main.js' }, output: { path: 'out', targetEnv: 'node', entryFilename: '[entryName].js' }, persistentCache: false }, ${PLUGINS} })`,
  },
}

/** The packages that the builds need. */
export const BUNDLER_PACKAGES = Object.values(BUILDS).map(({ needs }) => needs)

/**
 * Writes a program for each bundler into an empty project that has the packed library and `main.js`.
 *
 * @returns for each bundler the program to run, and the bundle that it must make
 */
export function writeBuilds(
  folder: string,
): { bundler: string; program: string; bundle: string }[] {
  return Object.entries(BUILDS).map(([bundler, { program, bundle }]) => {
    const file = join(folder, `build-${bundler}.js`)
    writeFileSync(file, `process.chdir(import.meta.dirname)\n${program}\n`)
    return { bundler, program: file, bundle: join(folder, 'out', bundle) }
  })
}
