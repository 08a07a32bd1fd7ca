import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { containerCode, containerFolder } from '../../deploy/code.ts'
import { up } from '../../deploy/up.ts'
import { openStage, settings } from './stage.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyglot-code-'))
  await mkdir(join(folder, 'code/models'), { recursive: true })
  await writeFile(join(folder, 'code/inference.py'), 'a')
  await writeFile(join(folder, 'code/models/stub.py'), 'b')
})
afterEach(() => rm(folder, { recursive: true }))

test('is the files under code, without what Python and tests leave there', async () => {
  await mkdir(join(folder, 'code/__pycache__'))
  await writeFile(join(folder, 'code/__pycache__/inference.cpython-312.pyc'), 'x')
  await writeFile(join(folder, 'code/test_inference.py'), 'x')
  await writeFile(join(folder, 'serve.py'), 'x')
  const { files } = await containerCode(folder)
  expect(files.map(({ path }) => path)).toEqual(['code/inference.py', 'code/models/stub.py'])
})

test('has the packages that it needs where the server of AWS installs them from', async () => {
  const { hash } = await containerCode(folder)
  await writeFile(join(folder, 'requirements.txt'), 'ctranslate2')
  const code = await containerCode(folder)
  expect(code.files.at(-1)).toEqual({
    path: 'code/requirements.txt',
    body: Buffer.from('ctranslate2'),
  })
  expect(code.hash).not.toBe(hash)
  const own = await containerCode()
  expect(own.files.map(({ path }) => path)).toContain('code/requirements.txt')
})

test('has another hash when a content or a name is another, and the same wherever it lies', async () => {
  const { hash } = await containerCode(folder)
  expect(hash).toMatch(/^[0-9a-f]{12}$/)
  const copy = join(folder, 'copy')
  await cp(join(folder, 'code'), join(copy, 'code'), { recursive: true })
  expect((await containerCode(copy)).hash).toBe(hash)
  await writeFile(join(copy, 'code/models/stub.py'), 'c')
  const changed = (await containerCode(copy)).hash
  expect(changed).not.toBe(hash)
  await writeFile(join(copy, 'code/models/stub.py'), 'b')
  await writeFile(join(copy, 'code/models/new.py'), '')
  expect((await containerCode(copy)).hash).not.toBe(hash)
})

test('is found from the sources and from the bundle', async () => {
  const packed = join(folder, 'package')
  await cp(join(folder, 'code'), join(packed, 'deploy/container/code'), { recursive: true })
  const expected = join(packed, 'deploy/container/')
  expect(containerFolder(pathToFileURL(join(packed, 'deploy/code.ts')).href)).toBe(expected)
  expect(containerFolder(pathToFileURL(join(packed, 'dist/up-ABC123.js')).href)).toBe(expected)
})

test('that is not there is an error that says where it was looked for', async () => {
  const from = pathToFileURL(join(folder, 'dist/cli.js')).href
  expect(() => containerFolder(from)).toThrow(/deploy\/container.*install unplugin-polyglot again/)
  await rm(join(folder, 'code/inference.py'))
  await expect(containerCode(folder)).rejects.toMatchObject({ code: 'ENDPOINT' })
})

test('of this package arrives in S3 whole, under its hash, and the model points to it', async () => {
  const stage = await openStage()
  await up(settings(), { ...stage.io, container: undefined })
  const { files, hash } = await containerCode()
  const bucket = 'polyglot-main-123456789012-eu-central-1'
  const { objects } = stage.fake.world.buckets.get(bucket)!
  for (const { path, body } of files)
    expect(objects.get(`model/${hash}/${path}`)?.equals(body), path).toBe(true)
  expect(stage.fake.inputs('CreateModel')[0].PrimaryContainer.ModelDataSource).toEqual({
    S3DataSource: {
      S3Uri: `s3://${bucket}/model/${hash}/`,
      S3DataType: 'S3Prefix',
      CompressionType: 'None',
    },
  })
  expect(stage.fake.inputs('PutObject')[0].headers).toMatchObject({
    'if-none-match': '*',
    'x-amz-expected-bucket-owner': '123456789012',
  })
  await stage.close()
})
