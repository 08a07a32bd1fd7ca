import { readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build, createLogger } from 'vite'
import { apertiumPairs } from '../src/translators/index.ts'

/** `npm run demo`: builds the example blog twice, the first time with an empty cache, and says what that took. */
const blog = join(import.meta.dirname, '../examples/blog')
const shown = (path: string) => relative(process.cwd(), path)

const real = (await apertiumPairs()).some(([from, to]) => from === 'en' && to === 'es')
console.log(
  real
    ? 'Spanish comes from Apertium, a real translator; French from "pseudo", which only dresses the letters up.'
    : 'Apertium is not installed, so both languages come from "pseudo", which only dresses the letters up.\n' +
        'For real Spanish: sudo apt-get install apertium apertium-eng-spa',
)
rmSync(join(blog, '.polyglot'), { recursive: true, force: true })
const first = await buildBlog()
console.log(`\nFirst build, with an empty cache, ${first.seconds} s:\n  ${first.summary}`)
const second = await buildBlog()
console.log(`Second build, nothing changed, ${second.seconds} s:\n  ${second.summary}`)

const posts = readdirSync(join(blog, 'posts')).filter((name) => name.endsWith('.md'))
console.log(`
${posts.length} posts in English, Spanish and French: ${shown(join(blog, 'dist'))}
To read them:  npx vite preview ${shown(blog)}`)
if (!/\b0 sent\b/.test(second.summary)) {
  console.error('The second build sent something. That is a bug: please report it.')
  process.exitCode = 1
}

async function buildBlog(): Promise<{ summary: string; seconds: string }> {
  const lines: string[] = []
  const logger = createLogger('error')
  logger.info = (line) => {
    if (line.startsWith('polyglot: ')) lines.push(line.slice('polyglot: '.length))
  }
  const started = performance.now()
  const configFile = join(blog, 'vite.config.ts')
  await build({ root: blog, configFile, customLogger: logger, logLevel: 'error' })
  return { summary: lines.join('; '), seconds: ((performance.now() - started) / 1000).toFixed(1) }
}
