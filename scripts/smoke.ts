import { execFile, execFileSync } from 'node:child_process'
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
import { promisify } from 'node:util'
import { startFakeAws } from '../test/endpoint/fake-aws.ts'
import { BUNDLER_PACKAGES, writeBuilds } from './smoke-bundlers.ts'

/** `npm run smoke`: unpacks the package as npm would publish it and uses it like a stranger: command line, endpoint, every bundler. */
const execute = promisify(execFile)
const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'polyglot-smoke-'))
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
const link = (name: string) => {
  const place = join(folder, 'node_modules', name)
  mkdirSync(join(place, '..'), { recursive: true })
  symlinkSync(join(root, 'node_modules', name), place)
}

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
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(folder, 'package/package.json'), 'utf8'),
  )
  for (const name of [...Object.keys(dependencies), ...BUNDLER_PACKAGES]) link(name)

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

  const endpoint = [cli, 'endpoint']
  const place = ['--region', 'eu-central-1']
  const policy = ['policy', '--account', '123456789012', ...place]
  expect('endpoint up --help', run(process.execPath, ...endpoint, 'up', '--help'), /--ttl=/)
  expect('endpoint policy', run(process.execPath, ...endpoint, ...policy), /iam:PassRole/)
  const up = [...endpoint, 'up', '--model', 'm2m100-418m', '--dry-run', ...place]
  for (const name of Object.keys(peerDependencies)) if (name.startsWith('@aws-sdk/')) link(name)
  const calls = await dryRun(up)
  expect('the code of the container', calls, /Key: model\/[0-9a-f]{12}\/code\/inference\.py/)
  expect('the endpoint', calls, /sagemaker\.createEndpoint\n/)

  writeFileSync(
    join(folder, 'main.js'),
    `import post from './post.md?lang=fra'\nconsole.log(post)\nexport default post\n`,
  )
  for (const { bundler, program, bundle } of writeBuilds(folder)) {
    rmSync(join(folder, 'out'), { recursive: true, force: true })
    run(process.execPath, program)
    expect(`bundle of ${bundler}`, run(process.execPath, bundle), /«fr Hé/)
  }
  // Bun is not here to build with; its entry can be loaded all the same.
  const bun = `import('unplugin-polyglot/bun').then((entry) => console.log(typeof entry.default))`
  expect('entry for Bun', run(process.execPath, '--eval', bun), /^function/)
  console.log(
    `The packed library works: command line, cache, endpoint, ${BUNDLER_PACKAGES.join(', ')} (${filename}).`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Not synchronous: the server that stands in for AWS is in this very process. */
async function dryRun(args: string[]): Promise<string> {
  const aws = await startFakeAws()
  const env = { AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }
  try {
    const { stdout } = await execute(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, ...env },
    })
    if (aws.changes().length > 0) throw new Error(`a dry run called ${aws.changes()}`)
    return stdout
  } finally {
    await aws.close()
  }
}

function expect(what: string, found: string, wanted: RegExp): void {
  if (!wanted.test(found)) throw new Error(`${what}: expected ${wanted}, found\n${found}`)
}
