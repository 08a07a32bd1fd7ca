import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { index: 'src/index.ts', vite: 'src/adapters/vite.ts', cli: 'src/cli/index.ts' },
  format: 'esm',
  target: 'node22',
  dts: { entry: { index: 'src/index.ts', vite: 'src/adapters/vite.ts' } },
  clean: true,
  splitting: true,
  // Without the prefix `node:sqlite` would be taken for a package.
  removeNodeProtocol: false,
})
