import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { createPolyglot, http } from '../../../src/index.ts'
import { startAws } from './aws.ts'
import { environmentOf, newFolder } from './set-up.ts'

const TEXT = '# One house\n\nThe item has the number 7.\n'
const URL_OF_SRC = new URL('../../../src/index.ts', import.meta.url).href

/** Runs a module in a project folder, in a process in which some packages are not installed. */
async function run(
  folder: string,
  code: string,
  { without, environment = {} }: { without: RegExp; environment?: Record<string, string> },
): Promise<string> {
  const hooks = `
    import { registerHooks } from 'node:module'
    registerHooks({
      resolve(specifier, context, next) {
        if (${without}.test(specifier))
          throw Object.assign(new Error('Cannot find package ' + specifier), { code: 'ERR_MODULE_NOT_FOUND' })
        return next(specifier, context)
      },
    })`
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'hooks.mjs'), hooks)
  writeFileSync(join(folder, 'main.mjs'), code)
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', join(folder, 'hooks.mjs'), join(folder, 'main.mjs')],
    { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, ...environment } },
  )
  return stdout.trim()
}

const MAIN = (text: string) => `
  import { createPolyglot } from '${URL_OF_SRC}'
  const polyglot = createPolyglot({ translator: 'sagemaker', to: ['es'], cache: 'cache.sqlite' }, console.error)
  const { text, report } = await polyglot.translateDocument({ text: ${JSON.stringify(text)}, to: 'es' })
  const { requests } = polyglot.usage()
  await polyglot.close()
  console.log(JSON.stringify({ text, requests, sent: report.sent, findings: report.findings.map(({ message }) => message) }))`

test('a cached build needs no endpoint, no credentials and no package, even if another transport has filled the cache', async () => {
  const folder = newFolder()
  const aws = await startAws({ model: (text) => ({ text: text.toUpperCase() }) })
  onTestFinished(() => aws.stop())
  const polyglot = createPolyglot({
    translator: http({ url: `${aws.url}/endpoints/box/invocations` }),
    to: ['es'],
    cache: join(folder, 'cache.sqlite'),
  })
  const filled = await polyglot.translateDocument({ text: TEXT, to: 'es' })
  await polyglot.close()
  expect(filled.text).toContain('THE ITEM HAS THE NUMBER 7.')

  const out = JSON.parse(await run(folder, MAIN(TEXT), { without: /aws-sdk|smithy/ }))
  expect(out).toEqual({ text: filled.text, requests: 0, sent: 0, findings: [] })
  // One more sentence does need it all.
  const more = JSON.parse(
    await run(folder, MAIN(`${TEXT}\nMore.\n`), { without: /aws-sdk|smithy/ }),
  )
  expect(more.text).toContain('THE ITEM HAS THE NUMBER 7.\n\nMore.')
  expect(more.findings).toEqual([expect.stringMatching(/no endpoint to translate with/)])
})

test('an asynchronous endpoint without the client for S3 says how to install it, before it is paid for', async () => {
  const aws = await startAws({ mode: 'async' })
  onTestFinished(() => aws.stop())
  const environment = { ...environmentOf(aws.url), POLYGLOT_ENDPOINT: 'polyglot-main' }
  const without = /client-s3/
  const out = JSON.parse(await run(newFolder(), MAIN(TEXT), { without, environment }))
  expect(out.requests).toBe(1)
  expect(out.findings[0]).toMatch(/npm install -D @aws-sdk\/client-s3/)
  expect(aws.invocations).toEqual([])
})

test('without the client for SageMaker the mode is found out, and an endpoint that is gone still has good words', async () => {
  const aws = await startAws({ mode: 'async', model: (text) => ({ text: text.toUpperCase() }) })
  onTestFinished(() => aws.stop())
  const environment = { ...environmentOf(aws.url), POLYGLOT_ENDPOINT: 'polyglot-main' }
  const without = /client-sagemaker$/
  const { text } = JSON.parse(await run(newFolder(), MAIN(TEXT), { without, environment }))
  expect(text).toContain('THE ITEM HAS THE NUMBER 7.')
  expect(aws.invocations.map(({ mode }) => mode).slice(0, 2)).toEqual(['realtime', 'async'])
  aws.turn = () => ({
    status: 400,
    type: 'ValidationError',
    text: 'Endpoint polyglot-main not found.',
  })
  aws.mode = 'any'
  const { findings } = JSON.parse(await run(newFolder(), MAIN(TEXT), { without, environment }))
  expect(findings[0]).toMatch(/no endpoint 'polyglot-main'.*polyglot endpoint up/)
})
