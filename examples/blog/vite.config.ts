import { defineConfig } from 'vite'
// In a project of your own: import { apertium, pseudo } from 'unplugin-polyglot'
//                           import polyglot from 'unplugin-polyglot/vite'
import polyglot from '../../src/adapters/vite.ts'
import { apertiumPairs } from '../../src/translators/index.ts'

const pairs = await apertiumPairs()
const spanish = pairs.some(([from, to]) => from === 'en' && to === 'es') ? 'apertium' : 'pseudo'

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: { assetsInlineLimit: 0 },
  plugins: [polyglot({ from: 'en', to: ['es', 'fr'], translator: { es: spanish, '*': 'pseudo' } })],
})
