import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { http, resolveTranslator } from '../../src/translators/index.ts'
import { readSettings } from '../../src/translators/sagemaker/settings.ts'
import { type SagemakerOptions, sagemaker } from '../../src/translators/sagemaker.ts'
import { ask, translatorContract } from '../contract/translator.ts'
import { startAws } from './sagemaker/aws.ts'
import { environmentOf, newFolder, rig, setEnvironment } from './sagemaker/set-up.ts'

const pair = { from: 'en', to: 'es' }

describe.each(['realtime', 'async'] as const)('%s', async (mode) => {
  const aws = await startAws({ mode })
  afterAll(() => aws.stop())
  translatorContract(
    `sagemaker (${mode})`,
    () => {
      setEnvironment(environmentOf(aws.url))
      return sagemaker({ endpoint: 'contract', mode, journal: false })
    },
    { pair, unsupported: { from: 'en', to: 'tlh' } },
  )
})

test('sends the wire contract to the endpoint, in the codes of the model', async () => {
  const { aws, translator } = await rig({ mode: 'realtime' }, { mode: 'realtime' })
  expect(await ask(translator, { from: 'en', to: 'zh-TW' }, ['One house'])).toEqual([
    { text: 'house One', alignment: expect.anything() },
  ])
  const [{ endpoint, body, headers } = {}] = aws.invocations
  expect(endpoint).toBe('polyglot-main')
  expect(body).toEqual({
    source: 'eng',
    target: 'cmn_Hant',
    texts: ['One house'],
    options: { alignment: true },
    deadlineMs: 25_000,
  })
  expect(headers).toMatchObject({ 'content-type': 'application/json', accept: 'application/json' })
  expect(headers?.authorization).toMatch(
    /^AWS4-HMAC-SHA256 .*eu-central-1\/sagemaker\/aws4_request/,
  )
})

test('asks a model that speaks BCP-47 in BCP-47', async () => {
  const options: SagemakerOptions = { mode: 'realtime', model: 'madlad400-3b-mt' }
  const { aws, translator } = await rig({}, options)
  expect(translator.languages).toBeUndefined()
  await ask(translator, { from: 'en', to: 'zh-Hant' }, ['One'])
  expect(aws.invocations[0]?.body).toMatchObject({ source: 'en', target: 'zh-Hant' })
})

describe.each(['realtime', 'async'] as const)(
  'an endpoint (%s) that runs another model',
  (mode) => {
    const reply = { results: [{ text: 'Una casa' }], model: 'madlad400-3b-mt' }

    test('is refused with what to do, and nothing of its answer is used', async () => {
      const { aws, again } = await rig({ mode }, { mode })
      aws.turn = () => ({ reply: { v: 1, ...reply } })
      await expect(ask(again(), pair, ['One house'])).rejects.toMatchObject({
        code: 'TRANSLATOR_UNAVAILABLE',
        message: expect.stringMatching(
          /runs madlad400-3b-mt, and seamless-m4t-v2-large is expected.*POLYGLOT_MODEL=madlad400-3b-mt/,
        ),
      })
      expect(aws.invocations).toHaveLength(1)
      // It is not looked for again, either.
      aws.turn = () => 'answer'
      await ask(again(), pair, ['One house'])
      expect(aws.invocations).toHaveLength(2)
    })

    test('is named, and not the language that it does not have', async () => {
      const { aws, translator } = await rig({ mode }, { mode })
      const error = { code: 'BAD_REQUEST', message: 'source is "eng"' }
      aws.turn = () => ({ reply: { v: 1, error, model: 'm2m100-418m' } })
      await expect(ask(translator, pair, ['One house'])).rejects.toThrow(/runs m2m100-418m/)
    })

    test.each([
      ['the same model', { model: 'madlad400-3b-mt' }, undefined],
      [
        'a model of your own, called as you like',
        { model: 'ours', codes: 'bcp47' as const },
        undefined,
      ],
      ['a model that has no name of ours', {}, 'mt-2026'],
      ['a container that does not say', {}, null],
    ])('is not %s', async (_, options, said) => {
      const { aws, again } = await rig({ mode }, { mode })
      aws.turn = () => ({ reply: { v: 1, ...reply, ...(said !== undefined && { model: said }) } })
      expect(await ask(again(options), pair, ['One house'])).toEqual([{ text: 'Una casa' }])
    })
  },
)

describe('the fingerprint', () => {
  test('is that of the model, the same as with http', () => {
    for (const [model, revision] of [
      [undefined, undefined],
      ['madlad400-3b-mt', undefined],
      ['seamless-m4t-v2-large', '7'],
    ]) {
      const url = 'http://127.0.0.1:8080'
      const here = resolveTranslator('sagemaker:polyglot-main')
      expect(here.fingerprint).toBe('seamless-m4t-v2-large')
      expect(sagemaker({ model, revision }).fingerprint).toBe(
        http({ url, model, revision }).fingerprint,
      )
    }
    expect(sagemaker({ revision: '7' }).fingerprint).toBe('seamless-m4t-v2-large@7')
  })

  test('comes from POLYGLOT_MODEL; when it has changed by the time of sending, nothing is sent', async () => {
    const { aws, again } = await rig({ mode: 'realtime' })
    process.env.POLYGLOT_MODEL = 'm2m100-418m'
    const translator = again()
    expect(translator.fingerprint).toBe('m2m100-418m')
    process.env.POLYGLOT_MODEL = 'madlad400-3b-mt'
    await expect(ask(translator, pair, ['One'])).rejects.toMatchObject({
      code: 'TRANSLATOR_UNAVAILABLE',
      message: expect.stringMatching(/is madlad400-3b-mt by now, and was m2m100-418m.*Start again/),
    })
    expect(aws.invocations).toEqual([])
    process.env.POLYGLOT_MODEL = 'm2m100-418m'
    expect(await ask(translator, pair, ['One'])).toHaveLength(1)
  })
})

describe('settings', () => {
  const file =
    'POLYGLOT_ENDPOINT=from-file\nAWS_REGION=eu-west-1\nPOLYGLOT_ENDPOINT_MODE=async\nPOLYGLOT_MODEL=m2m100-418m\nAWS_SECRET_ACCESS_KEY=never\n'

  test('come from .env', () => {
    const folder = newFolder()
    writeFileSync(join(folder, '.env'), file)
    expect(readSettings({}, folder, {})).toEqual({
      endpoint: 'from-file',
      region: 'eu-west-1',
      mode: 'async',
      model: 'm2m100-418m',
    })
  })

  test('come from the environment before that, and from options before both', () => {
    const folder = newFolder()
    writeFileSync(join(folder, '.env'), file)
    const environment = {
      POLYGLOT_ENDPOINT: 'from-file',
      AWS_DEFAULT_REGION: 'eu-north-1',
      POLYGLOT_ENDPOINT_MODE: 'realtime',
      POLYGLOT_MODEL: '',
    }
    expect(readSettings({}, folder, environment)).toEqual({
      endpoint: 'from-file',
      region: 'eu-north-1',
      mode: 'realtime',
      model: 'm2m100-418m',
    })
    const given = { endpoint: 'mine', region: 'us-east-1', mode: 'async', model: 'x' } as const
    expect(readSettings(given, folder, environment)).toEqual(given)
  })

  test('of the region come from .env before the shell, where up wrote down the endpoint that is meant', () => {
    const folder = newFolder()
    writeFileSync(join(folder, '.env'), file)
    const shell = { AWS_REGION: 'us-east-1' }
    expect(readSettings({}, folder, shell).region).toBe('eu-west-1')
    expect(readSettings({ endpoint: 'other' }, folder, shell).region).toBe('us-east-1')
  })

  test('of .env about another endpoint do not count', () => {
    const folder = newFolder()
    writeFileSync(join(folder, '.env'), file)
    expect(readSettings({ endpoint: 'other' }, folder, {})).toEqual({
      endpoint: 'other',
      region: 'eu-west-1',
      mode: undefined,
      model: undefined,
    })
  })

  test('are none where there is no .env', () => {
    const none = { endpoint: undefined, region: undefined, mode: undefined, model: undefined }
    expect(readSettings({ mode: 'auto' }, newFolder(), {})).toEqual(none)
  })

  test('that are read when something is sent may have been written meanwhile', async () => {
    const { aws } = await rig({ mode: 'realtime' })
    const folder = newFolder()
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder)
    onTestFinished(() => cwd.mockRestore())
    const translator = sagemaker({ journal: false })
    await expect(ask(translator, pair, ['One'])).rejects.toMatchObject({
      code: 'TRANSLATOR_UNAVAILABLE',
      message: expect.stringMatching(/no endpoint to translate with.*polyglot endpoint up/),
    })
    writeFileSync(join(folder, '.env'), 'POLYGLOT_ENDPOINT=from-file\n')
    await ask(translator, pair, ['One'])
    expect(aws.invocations.map(({ endpoint }) => endpoint)).toEqual(['from-file'])
  })
})

test('a profile gives credentials and region', async () => {
  const { aws } = await rig({ mode: 'realtime' })
  const folder = newFolder()
  writeFileSync(join(folder, 'config'), '[profile blog]\nregion = ap-south-1\n')
  writeFileSync(
    join(folder, 'credentials'),
    '[blog]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = x\n',
  )
  setEnvironment({
    AWS_ENDPOINT_URL: aws.url,
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  })
  await ask(sagemaker({ endpoint: 'e', profile: 'blog', journal: false }), pair, ['One'])
  expect(aws.invocations[0]?.headers.authorization).toMatch(/AKIDPROFILE\/\d+\/ap-south-1\//)
})

describe('the mode', () => {
  test.each(['realtime', 'async'] as const)('%s is told by DescribeEndpoint', async (mode) => {
    const { aws, translator } = await rig({ mode })
    await ask(translator, pair, ['One'])
    await ask(translator, pair, ['Two'])
    expect(aws.invocations.map((invocation) => invocation.mode)).toEqual([mode, mode])
    expect(aws.others.filter((line) => line === 'DescribeEndpoint')).toHaveLength(1)
  })

  test('is not asked for where it is known', async () => {
    const { aws, again } = await rig({ mode: 'realtime' })
    process.env.POLYGLOT_ENDPOINT_MODE = 'realtime'
    await ask(again(), pair, ['One'])
    expect(aws.others).toEqual([])
  })

  test.each([
    ['async', undefined],
    ['async', 'realtime'],
    ['realtime', 'async'],
  ] as const)('%s is found out when %s was said and nobody may describe', async (mode, said) => {
    const { aws, translator } = await rig({ mode, described: 'denied' }, { mode: said })
    expect(await ask(translator, pair, ['One house'])).toMatchObject([{ text: 'house One' }])
    await ask(translator, pair, ['Two'])
    const other = mode === 'async' ? 'realtime' : 'async'
    expect(aws.invocations.map((invocation) => invocation.mode)).toEqual([other, mode, mode])
  })
})

test.each<[SagemakerOptions, RegExp]>([
  [{ mode: 'sync' as never }, /mode 'sync' does not exist.*auto, async, realtime/],
  [{ model: 'nllb' }, /model 'nllb'.*none of seamless-m4t-v2-large.*option codes/],
  [{ timeout: 0 }, /timeout is 0/],
  [{ limits: { segments: 0 } }, /limits\.segments/],
  [{ codes: { 'not a locale': 'x' } }, /not a locale/],
])('sagemaker refuses %j', (options, message) => {
  expect(() => sagemaker(options)).toThrow(message)
})

test('a model of your own may have codes of its own', async () => {
  const codes = { en: 'English', es: 'Spanish' }
  const { aws, translator } = await rig({}, { mode: 'realtime', model: 'mine', codes })
  await ask(translator, pair, ['One'])
  expect(aws.invocations[0]?.body).toMatchObject({ source: 'English', target: 'Spanish' })
})

test.each([
  [undefined, 0, undefined],
  ['realtime', 12_000, 'an estimated 10 s on the endpoint'],
  ['realtime', 80_000, 'an estimated 50 s on the endpoint'],
  ['realtime', 1_000_000, 'an estimated 9 min on the endpoint'],
  [
    'async',
    20_000_000,
    'an estimated 2.9 h on the endpoint, and up to 10 min more if it has to start first',
  ],
] as const)('%s endpoints need for %i characters: %s', (mode, characters, words) => {
  expect(sagemaker({ mode }).estimate?.({ segments: 1, characters })).toBe(words)
})
