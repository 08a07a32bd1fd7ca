import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withoutAws } from './aws-folder.ts'
import { createFolder } from './run-cli.ts'

const PRELOAD = `--import ${new URL('list-loaded.ts', import.meta.url)}`

/** Runs a command and gives back what of it was loaded. */
async function loadedBy(...args: string[]) {
  const folder = createFolder({ ...withoutAws(), NODE_OPTIONS: PRELOAD, LOADED: 'loaded' })
  folder.write('a.md', '# Hello\n')
  const finished = await folder.run(...args)
  const urls = folder.read('loaded').split('\n')
  return {
    ...finished,
    aws: urls.filter((url) => /\/node_modules\/@(?:aws-sdk|smithy)\//.test(url)),
    pipeline: urls.filter((url) => url.endsWith(join('src', 'polyglot.ts'))),
    urls,
  }
}

test('only the commands of the endpoint load the clients for AWS', async () => {
  const account = ['--account', '123456789012', '--region', 'eu-central-1']
  for (const args of [
    ['translate', 'a.md', '--to', 'es'],
    ['translate', 'a.md', '--to', 'es', '--frozen'],
    ['inspect', 'a.md', '--to', 'es'],
    ['endpoint', 'up', '--help'],
    ['endpoint', 'policy', ...account],
  ]) {
    const { aws, urls } = await loadedBy(...args)
    expect(urls.length, args.join(' ')).toBeGreaterThan(10)
    expect(aws, args.join(' ')).toEqual([])
  }
  const status = await loadedBy('endpoint', 'status', '--region', 'eu-central-1')
  expect(status.aws.length).toBeGreaterThan(10)
})

test('help is instant: it loads neither the commands nor what they use', async () => {
  for (const args of [['--help'], ['endpoint', '--help'], ['--version']]) {
    const { code, aws, pipeline } = await loadedBy(...args)
    expect({ code, aws, pipeline }, args.join(' ')).toEqual({ code: 0, aws: [], pipeline: [] })
  }
})
