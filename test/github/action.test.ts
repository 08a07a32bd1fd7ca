import { expect, test } from 'vitest'
import { projectWithPolyglot, projectWithStandIn, type Reply } from './project.ts'
import { runAction } from './runner.ts'

const ROLE = { 'aws-role': 'arn:aws:iam::123456789012:role/ci', 'aws-region': 'eu-central-1' }
const UP: Reply = { files: { '.env': 'POLYGLOT_ENDPOINT=polyglot-main\n' } }
const USAGE = { documents: 1, segments: 2, cached: 1, sent: 1, sentCharacters: 5, requests: 1 }
const REPORT = JSON.stringify({ ...USAGE, written: ['a.es.md'], skipped: [], findings: [] })

const commands = (calls: { args: string[] }[]) => calls.map(({ args }) => args.join(' '))

test('what was translated is saved although the run failed, and the next run finds it', async () => {
  const reply = { code: 1, stdout: REPORT, files: { '.polyglot/cache.sqlite': 'paid' } }
  const { path, write, read } = projectWithStandIn({ translate: reply })
  write('.polyglot/outputs.json', 'of this commit')
  const inputs = { install: '' }
  const first = await runAction({ workspace: path, inputs })
  expect(first.outcomes['Translate or build']).toBe('failure')
  expect(first.saved).toHaveLength(1)
  expect(first.saved[0]).toMatch(/^polyglot--7-0-[0-9a-f]{8}$/)

  write('.polyglot/cache.sqlite', 'old')
  write('.polyglot/outputs.json', 'of a later commit')
  const second = await runAction({ workspace: path, inputs })
  expect(read('.polyglot/cache.sqlite')).toBe('paid')
  expect(read('.polyglot/outputs.json')).toBe('of a later commit')
  // Nothing new, so nothing to save.
  expect(second.saved).toEqual([])
})

test('frozen takes on no role and passes --frozen; with an endpoint to bring up it is refused', async () => {
  const { path, calls } = projectWithStandIn({ translate: { stdout: REPORT } })
  const inputs = { ...ROLE, install: '', frozen: 'true' }
  const { credentials } = await runAction({ workspace: path, inputs })
  expect(credentials).toEqual([])
  expect(commands(calls())).toEqual(['translate --json --fail-on error --frozen'])

  const { log } = await runAction({ workspace: path, inputs: { ...inputs, endpoint: 'up' } })
  expect(log).toContain('frozen sends nothing, so endpoint must be none, not up.')
  expect(calls()).toHaveLength(1)
})

test('a frozen build sees no credentials; another one does', async () => {
  const { path, read } = projectWithStandIn()
  const environment = { AWS_ACCESS_KEY_ID: 'of the job', POLYGLOT_ENDPOINT: 'polyglot-main' }
  const build =
    'echo "key=$AWS_ACCESS_KEY_ID endpoint=$POLYGLOT_ENDPOINT metadata=$AWS_EC2_METADATA_DISABLED" > seen'
  const inputs = { command: 'build', build, install: '' }
  await runAction({ workspace: path, environment, inputs: { ...inputs, frozen: 'true' } })
  expect(read('seen')).toBe('key= endpoint= metadata=true\n')
  await runAction({ workspace: path, environment, inputs })
  expect(read('seen')).toBe('key=of the job endpoint=polyglot-main metadata=\n')
})

test('inputs are text, never code', async () => {
  const { path, calls, read } = projectWithStandIn({ 'endpoint up': UP })
  const evil = '$(touch pwned) `touch pwned` "; touch pwned; "'
  const { outcomes } = await runAction({
    workspace: path,
    inputs: { install: '', endpoint: 'up', model: evil, instance: evil, 'endpoint-name': evil },
  })
  expect(outcomes['Bring the endpoint up']).toBe('success')
  expect(calls()[0]?.args).toEqual([
    'endpoint',
    'up',
    '--yes',
    '--name',
    evil,
    '--model',
    evil,
    '--instance',
    evil,
  ])
  expect(() => read('pwned')).toThrow('ENOENT')
})

test('lines of a document that look like commands of GitHub are silenced', async () => {
  const stderr = '::error::from a document\n'
  const { path } = projectWithStandIn({ translate: { stderr, stdout: REPORT } })
  const { log } = await runAction({ workspace: path, inputs: { install: '' } })
  const [, token] = /::stop-commands::(\S+)\n/.exec(log) ?? []
  expect(token).toBeDefined()
  const [start, end] = [log.indexOf('::stop-commands::'), log.indexOf(`::${token}::`)]
  expect(log.indexOf(stderr)).toBeGreaterThan(start)
  expect(log.indexOf(stderr)).toBeLessThan(end)
})

test('a project without polyglot is told how to install it', async () => {
  const { path } = projectWithStandIn()
  const { log, outcomes } = await runAction({
    workspace: path,
    inputs: { install: 'rm -r node_modules' },
  })
  expect(outcomes['Translate or build']).toBe('failure')
  expect(log).toContain('npm install -D unplugin-polyglot')
})

test('the real polyglot: a first run sends and saves, a second one neither', async () => {
  const { path, write, read } = projectWithPolyglot()
  write('polyglot.config.json', '{ "documents": ["posts/*.md"], "to": ["es", "fr"] }')
  write('posts/hello.md', '# A title for all of us\n\nThere are three sentences here.\n')
  const first = await runAction({ workspace: path, inputs: { install: '' } })
  expect(first.outputs).toMatchObject({ sent: '4', findings: '0', complete: 'true' })
  expect(first.saved).toHaveLength(1)
  expect(read('posts/hello.es.md')).toContain('«es')
  expect(first.summary).toContain('## Polyglot: 4 sentences sent')

  const second = await runAction({ workspace: path, inputs: { install: '' } })
  expect(second.outputs).toMatchObject({ sent: '0', complete: 'true' })
  expect(second.saved).toEqual([])
  expect(second.summary).toContain('## Polyglot: nothing was new')

  write('posts/hello.md', '# A title for all of us\n\nThis one has never been seen before.\n')
  const frozen = await runAction({ workspace: path, inputs: { install: '', frozen: 'true' } })
  expect(frozen.outcomes['Translate or build']).toBe('failure')
  expect(frozen.outputs).toMatchObject({ sent: '0', complete: 'false' })
  expect(frozen.summary).toContain('### Not in the cache')
})
