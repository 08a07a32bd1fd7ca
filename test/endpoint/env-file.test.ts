import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { environmentOf, withVariables, writeEnvFile } from '../../deploy/env-file.ts'
import { up } from '../../deploy/up.ts'
import { openStage, settings } from './stage.ts'

const OURS = environmentOf(settings())
const LINES =
  'POLYGLOT_ENDPOINT=polyglot-main\nAWS_REGION=eu-central-1\nPOLYGLOT_ENDPOINT_MODE=async\nPOLYGLOT_MODEL=m2m100-418m\n'

describe('the text', () => {
  test('of an empty file is the four variables', () => {
    expect(withVariables('', OURS)).toBe(LINES)
  })

  test.each([
    [
      'other lines, comments and blank lines stay',
      '# mine\nA=1\n\nB="x y" # z\n',
      `# mine\nA=1\n\nB="x y" # z\n${LINES}`,
    ],
    ['a last line without an end gets one', 'A=1', `A=1\n${LINES}`],
    ['Windows line ends are kept', 'A=1\r\n', `A=1\r\n${LINES.replaceAll('\n', '\r\n')}`],
  ])('%s', (_, before, after) => {
    expect(withVariables(before, OURS)).toBe(after)
  })

  test.each([
    ['AWS_REGION=us-east-1', 'AWS_REGION=eu-central-1'],
    ['export AWS_REGION=us-east-1', 'export AWS_REGION=eu-central-1'],
    ['  AWS_REGION = "us-east-1" # home', '  AWS_REGION = eu-central-1 # home'],
    ["AWS_REGION='us\neast'\nA=1", 'AWS_REGION=eu-central-1\nA=1'],
    ['AWS_REGION=', 'AWS_REGION=eu-central-1'],
    ['AWS_REGION=a\r\nA=1\r\n', 'AWS_REGION=eu-central-1\r\nA=1\r\n'],
    ['AWS_REGION=a\nAWS_REGION=b', 'AWS_REGION=eu-central-1\nAWS_REGION=eu-central-1'],
  ])('%j is set in its place', (before, after) => {
    expect(withVariables(before, { AWS_REGION: 'eu-central-1' })).toBe(after)
  })

  test.each([
    '# AWS_REGION=us-east-1',
    'MY_AWS_REGION=us-east-1',
    'AWS_REGION_2=us-east-1',
    'NOTE="\nAWS_REGION=us-east-1\n"',
    "KEY='-----BEGIN\nAWS_REGION=x\nEND-----'",
  ])('%j is no assignment of it', (line) => {
    expect(withVariables(`${line}\n`, { AWS_REGION: 'eu-central-1' })).toBe(
      `${line}\nAWS_REGION=eu-central-1\n`,
    )
  })

  test('is the same after a second time, and Node reads from it what was set and what was there', () => {
    const name = fc.stringMatching(/^[A-Z][A-Z_]{0,8}$/)
    const value = fc.oneof(
      fc.stringMatching(/^[a-z0-9./:@-]{0,12}$/),
      fc.stringMatching(/^[a-z \n=]{0,12}$/).map((text) => `"${text}"`),
      fc.stringMatching(/^[a-z #="]{0,12}$/).map((text) => `'${text}'`),
    )
    const line = fc.oneof(
      fc.tuple(name, value).map(([key, text]) => `${key}=${text}`),
      fc.constantFrom('', '# AWS_REGION=no', 'AWS_REGION=old', 'export POLYGLOT_MODEL="old" # x'),
    )
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const before = lines.join(end)
        const after = withVariables(before, OURS)
        expect(withVariables(after, OURS)).toBe(after)
        expect(parseEnv(after)).toEqual({ ...parseEnv(before), ...OURS })
      }),
    )
  })
})

describe('the file', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'polyglot-env-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('is made by up once the model answers, and left alone by a second run', async () => {
    const stage = await openStage()
    const envFile = join(folder, '.env')
    const first = await up(settings(), { ...stage.io, envFile })
    expect(await readFile(envFile, 'utf8')).toBe(LINES)
    expect(first.changed).toEqual([envFile])
    const { mtimeMs } = await stat(envFile)
    const second = await up(settings(), { ...stage.io, envFile })
    expect(second.changed).toEqual([])
    expect((await stat(envFile)).mtimeMs).toBe(mtimeMs)
    await stage.close()
  })

  test('is not written when the endpoint failed', async () => {
    const stage = await openStage()
    stage.fake.world.outcomes = [{ status: 'Failed', reason: 'CapacityError' }]
    const envFile = join(folder, '.env')
    await expect(up(settings(), { ...stage.io, envFile })).rejects.toThrow()
    await expect(stat(envFile)).rejects.toThrow('ENOENT')
    await stage.close()
  })

  test('keeps its permissions, and stays a link where it is one', async () => {
    const real = join(folder, 'shared.env')
    await writeFile(real, 'SECRET=1\n', { mode: 0o600 })
    const link = join(folder, '.env')
    await symlink(real, link)
    expect(await writeEnvFile(link, OURS)).toBe(true)
    expect(await readFile(real, 'utf8')).toBe(`SECRET=1\n${LINES}`)
    expect((await stat(real)).mode & 0o777).toBe(0o600)
  })
})
