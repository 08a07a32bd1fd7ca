import { cpSync, readdirSync } from 'node:fs'
import { defineConfig } from 'tsup'
import packageJson from './package.json' with { type: 'json' }

/** `./vite` and its siblings in `exports`: an entry for each bundler. */
const bundlers = Object.keys(packageJson.exports)
  .map((path) => path.replace('./', ''))
  .filter((name) => readdirSync('src/adapters').includes(`${name}.ts`))
const library = {
  index: 'src/index.ts',
  ...Object.fromEntries(bundlers.map((name) => [name, `src/adapters/${name}.ts`])),
}

export default defineConfig({
  entry: { ...library, cli: 'src/cli/index.ts' },
  format: 'esm',
  target: 'node22',
  dts: { entry: library },
  clean: true,
  splitting: true,
  // Without the prefix `node:sqlite` would be taken for a package.
  removeNodeProtocol: false,
  // The inspector's page is read as it is, from beside the bundle.
  onSuccess: async () => cpSync('src/inspector/page', 'dist/page', { recursive: true }),
})
