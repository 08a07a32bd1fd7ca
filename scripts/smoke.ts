import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** `npm run smoke`: unpacks the package as npm would publish it and uses it like a stranger: command line, library, Vite. */
const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'polyglot-smoke-'))
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })

try {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    }),
  )
  run('tar', '-xzf', filename)
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
  cpSync(join(folder, 'package'), join(folder, 'node_modules/unplugin-polyglot'), {
    recursive: true,
  })
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'))
  for (const name of [...Object.keys(dependencies), 'vite']) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(join(link, '..'), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), link)
  }

  const cli = join(folder, 'node_modules/unplugin-polyglot/dist/cli.js')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'post.md'), '# Hello there\n\nA **bold** sentence.\n')
  expect('polyglot --version', run(process.execPath, cli, '--version'), /^\d+\.\d+\.\d+/)
  const first = JSON.parse(
    run(process.execPath, cli, 'translate', 'post.md', '--to', 'es', '--json'),
  )
  const second = JSON.parse(
    run(process.execPath, cli, 'translate', 'post.md', '--to', 'es', '--json'),
  )
  expect('first run', `sent ${first.sent}`, /^sent 2$/)
  expect('second run', `sent ${second.sent}`, /^sent 0$/)
  expect('post.es.md', readFileSync(join(folder, 'post.es.md'), 'utf8'), /^# «es Hé.*\*\*bö/s)

  writeFileSync(
    join(folder, 'vite.config.ts'),
    `import polyglot from 'unplugin-polyglot/vite'
export default { plugins: [polyglot({ to: ['fr'] })], build: { lib: { entry: 'main.js', formats: ['es'] } } }
`,
  )
  writeFileSync(
    join(folder, 'main.js'),
    `import post from './post.md?lang=fra'\nexport default post\n`,
  )
  run(process.execPath, join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn')
  expect('vite build', readFileSync(join(folder, 'dist/main.js'), 'utf8'), /«fr Hé/)
  console.log(`The packed library works: command line, cache, Vite (${filename}).`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function expect(what: string, found: string, wanted: RegExp): void {
  if (!wanted.test(found)) throw new Error(`${what}: expected ${wanted}, found\n${found}`)
}
