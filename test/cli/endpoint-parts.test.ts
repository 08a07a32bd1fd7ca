import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { ask, canAsk } from '../../src/cli/endpoint/ask.ts'
import { callList, plainCalls } from '../../src/cli/endpoint/calls.ts'
import { parseDuration } from '../../src/cli/endpoint/duration.ts'
import { forgetEndpoint } from '../../src/cli/endpoint/env-keys.ts'
import { findRegion } from '../../src/cli/endpoint/region.ts'
import { selectEndpoint } from '../../src/cli/endpoint/selected.ts'
import { createFolder } from './run-cli.ts'

test('durations are minutes, hours, days, or none', () => {
  expect(parseDuration('90m', '--ttl')).toBe(5_400_000)
  expect(parseDuration('2h', '--ttl')).toBe(7_200_000)
  expect(parseDuration('1d', '--ttl')).toBe(86_400_000)
  expect(parseDuration('1h30m', '--ttl')).toBe(5_400_000)
  expect(parseDuration('none', '--ttl')).toBe('none')
  for (const text of ['2', 'h', '2 h', '2h!', '-2h', '1.5h', '', 'forever', '2s'])
    expect(() => parseDuration(text, '--ttl'), text).toThrow(
      `--ttl must be a duration such as 90m, 2h or 1d, not "${text}".`,
    )
})

test('the region is the flag, else that beside the name, else that of AWS tools', () => {
  const { path, write } = createFolder()
  write(
    'config',
    '[profile work]\noutput = json\nregion=eu-west-1\n[default]\nregion = us-west-2\n[sso-session x]\nsso_region = us-east-1\n',
  )
  const AWS_CONFIG_FILE = join(path, 'config')
  const env = { AWS_CONFIG_FILE, AWS_REGION: 'eu-north-1', AWS_DEFAULT_REGION: 'eu-south-1' }
  const cases: [sources: Parameters<typeof findRegion>[0], region: string | undefined][] = [
    [{ flag: 'eu-central-1', envFile: 'eu-west-3', env }, 'eu-central-1'],
    [{ envFile: 'eu-west-3', env }, 'eu-west-3'],
    [{ env }, 'eu-north-1'],
    [{ env: { ...env, AWS_REGION: '' } }, 'eu-south-1'],
    [{ env: { AWS_CONFIG_FILE } }, 'us-west-2'],
    [{ env: { AWS_CONFIG_FILE, AWS_PROFILE: 'work' } }, 'eu-west-1'],
    [{ env: { AWS_CONFIG_FILE, AWS_PROFILE: 'x' } }, undefined],
    [{ env: { AWS_CONFIG_FILE: join(path, 'none') } }, undefined],
  ]
  for (const [sources, region] of cases) expect(findRegion(sources)?.region).toBe(region)
})

test('without flags a command is about the endpoint that up wrote down, where it is', () => {
  const folder = createFolder()
  const at = (flags: { name?: string; region?: string }, env: NodeJS.ProcessEnv = {}) => {
    const { name, region } = selectEndpoint(flags, {
      env: { AWS_CONFIG_FILE: '/nowhere', AWS_REGION: 'us-east-1', ...env },
      folder: folder.path,
    })
    return `${name} ${region?.region}`
  }
  expect(at({})).toBe('main us-east-1')
  folder.write('.env', 'POLYGLOT_ENDPOINT=polyglot-blog\nAWS_REGION=eu-central-1\n')
  expect(at({})).toBe('blog eu-central-1')
  expect(at({ name: 'main' })).toBe('main us-east-1')
  expect(at({ name: 'blog', region: 'eu-west-1' })).toBe('blog eu-west-1')
  expect(at({}, { POLYGLOT_ENDPOINT: 'polyglot-docs' })).toBe('docs us-east-1')
  // Not one of ours: somebody's own endpoint, which only the translator may use.
  folder.write('.env', 'POLYGLOT_ENDPOINT=my-model\nAWS_REGION=eu-central-1\n')
  expect(at({})).toBe('main us-east-1')
})

test('down does not take another endpoint down than the one that is meant', async () => {
  const folder = createFolder()
  folder.write('.env', 'POLYGLOT_ENDPOINT=my-model\nAWS_REGION=eu-central-1\n')
  const { code, stderr } = await folder.run('endpoint', 'down', '--yes')
  expect(code).toBe(2)
  expect(stderr).toMatch(/POLYGLOT_ENDPOINT is "my-model".*--name main/)
})

test('what up wrote is taken out of .env again, and nothing else', async () => {
  const folder = createFolder()
  const file = join(folder.path, '.env')
  const own =
    'POLYGLOT_ENDPOINT=polyglot-main\r\nPOLYGLOT_ENDPOINT_MODE=async\r\nexport POLYGLOT_MODEL=x\r\n'
  writeFileSync(file, `# mine\r\nKEY='a=b'\r\n${own}AWS_REGION=eu-central-1\r\nPOLYGLOT_OTHER=1`)
  expect(await forgetEndpoint('polyglot-blog', folder.path)).toBe(false)
  expect(await forgetEndpoint('polyglot-main', folder.path)).toBe(true)
  expect(folder.read('.env')).toBe(
    "# mine\r\nKEY='a=b'\r\nAWS_REGION=eu-central-1\r\nPOLYGLOT_OTHER=1",
  )
  writeFileSync(file, own)
  expect(await forgetEndpoint('polyglot-main', folder.path)).toBe(true)
  expect(folder.files()).toEqual([])
  expect(await forgetEndpoint('polyglot-main', folder.path)).toBe(false)
})

test('a question takes yes, no and Enter, asks again for anything else, and knows when nobody answers', async () => {
  const answer = async (typed: string, byDefault: boolean) => {
    const input = new PassThrough()
    const output = new PassThrough()
    const asked = ask('Go on?', byDefault, { input, output })
    input.end(typed)
    const given = await asked
    return { given, shown: String(output.read()) }
  }
  expect(await answer('y\n', false)).toEqual({ given: true, shown: 'Go on? [y/N] ' })
  expect((await answer('Yes\n', false)).given).toBe(true)
  expect((await answer('n\n', true)).given).toBe(false)
  expect(await answer('\n', true)).toEqual({ given: true, shown: 'Go on? [Y/n] ' })
  expect((await answer('\n', false)).given).toBe(false)
  expect((await answer('', true)).given).toBeUndefined()

  const input = new PassThrough()
  const output = new PassThrough({ encoding: 'utf8' })
  const asked = ask('Go on?', true, { input, output })
  input.write('maybe\n')
  await expect.poll(() => output.read()).toContain('Please type y or n.')
  input.write('NO\n')
  expect(await asked).toBe(false)
  expect(canAsk({ input: new PassThrough(), output: new PassThrough() })).toBe(false)
})

test('calls are listed with what they are given; the next of the same kind with what differs', () => {
  const put = (Key: string, size: number) => ({
    ...{ service: 's3', operation: 'putObject' },
    input: { Bucket: 'b', Key, Body: new Uint8Array(size) },
  })
  const calls = [
    put('a', 3),
    put('b', 4),
    { service: 'iam', operation: 'getX', input: { Document: '{"Version":"1"}' } },
  ]
  expect(callList(calls)).toBe(`1  s3.putObject
   Bucket: b
   Key: a
   Body: 3 bytes
2  s3.putObject  Key: b  Body: 4 bytes

3  iam.getX
   Document:
     Version: 1`)
  expect(plainCalls(calls)[0]).toEqual({
    ...{ service: 's3', operation: 'putObject' },
    input: { Bucket: 'b', Key: 'a', Body: '3 bytes' },
  })
})
