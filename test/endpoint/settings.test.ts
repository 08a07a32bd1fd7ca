import { describe, expect, test } from 'vitest'
import { imageFor } from '../../deploy/image.ts'
import { PRICES, priceLine } from '../../deploy/instances.ts'
import { MODELS } from '../../deploy/models.ts'
import { belongsTo, contentName, namesOf } from '../../deploy/names.ts'
import { type EndpointSettings, settingsOf } from '../../deploy/settings.ts'
import { duration } from '../../deploy/wait.ts'

const SOME: Partial<EndpointSettings> = { region: 'eu-central-1', model: 'm2m100-418m' }

describe('settings', () => {
  test('have a default for everything but the region and the licence', () => {
    expect(settingsOf({ region: 'eu-west-1', acceptedLicense: 'CC-BY-NC-4.0' })).toEqual({
      name: 'main',
      region: 'eu-west-1',
      model: 'seamless-m4t-v2-large',
      instance: 'ml.g4dn.xlarge',
      mode: 'async',
      acceptedLicense: 'CC-BY-NC-4.0',
    })
    expect(settingsOf({ ...SOME, mode: 'realtime' }).ttl).toBe(7_200_000)
  })

  test.each<[string, Partial<EndpointSettings>, RegExp]>([
    ['no region', { region: undefined }, /AWS_REGION or use --region/],
    [
      'a region that is none',
      { region: 'Frankfurt' },
      /"Frankfurt" is not an AWS region.*eu-central-1/,
    ],
    ['a name that AWS refuses', { name: 'My_Blog' }, /"My_Blog".*lower-case/],
    ['a name that is too long', { name: 'a'.repeat(21) }, /20/],
    ['a model that is none', { model: 'gpt' as never }, /seamless-m4t-v2-large, madlad400-3b-mt/],
    ['an instance of EC2', { instance: 'g5.xlarge' }, /ml\.g4dn\.xlarge/],
    ['a time limit where none is needed', { ttl: 7_200_000 }, /scales to zero by itself/],
    ['a time limit of seconds', { mode: 'realtime', ttl: 2 }, /--ttl is 2 ms/],
    ['a time limit that is no number', { mode: 'realtime', ttl: Number.NaN }, /--ttl/],
    ['a role without its ARN', { roleArn: 'my-role' }, /arn:aws:iam::123456789012:role/],
  ])('refuse %s', (_, changes, words) => {
    expect(() => settingsOf({ ...SOME, ...changes })).toThrow(
      expect.objectContaining({ code: 'BAD_OPTION', message: expect.stringMatching(words) }),
    )
  })

  test.each([undefined, 'mit'])(
    'refuse non-commercial weights when the licence accepted is %s, and name a free model',
    (acceptedLicense) => {
      expect(() => settingsOf({ region: 'eu-central-1', acceptedLicense })).toThrow(
        /cc-by-nc-4\.0.*forbids commercial use.*not legal advice.*--accept-license cc-by-nc-4\.0.*--model madlad400-3b-mt/,
      )
    },
  )
})

test('every model has a pinned commit, and an instance with a known price', () => {
  for (const { revision, instance } of Object.values(MODELS)) {
    expect(revision).toMatch(/^[0-9a-f]{40}$/)
    expect(PRICES).toHaveProperty([instance])
  }
})

describe('the image', () => {
  const of = (changes: Partial<EndpointSettings>) => imageFor(settingsOf({ ...SOME, ...changes }))

  test.each([
    ['eu-central-1', '763104351884.dkr.ecr.eu-central-1.amazonaws.com'],
    ['eu-south-1', '692866216735.dkr.ecr.eu-south-1.amazonaws.com'],
    ['cn-north-1', '727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn'],
    ['us-gov-west-1', '442386744353.dkr.ecr.us-gov-west-1.amazonaws.com'],
  ])('of %s comes from the account that AWS has there', (region, registry) => {
    expect(of({ region })).toBe(
      `${registry}/huggingface-pytorch-inference:2.6.0-transformers4.51.3-gpu-py312-cu124-ubuntu22.04`,
    )
  })

  test('of an instance without a GPU has none either', () => {
    expect(of({ instance: 'ml.m5.xlarge' })).toMatch(/4\.51\.3-cpu-py312-ubuntu22\.04$/)
    expect(() => of({ instance: 'ml.inf2.xlarge' })).toThrow(/NVIDIA/)
  })

  test('of a region without one has to be given', () => {
    expect(() => of({ region: 'mx-central-1' })).toThrow(/--image/)
    expect(of({ region: 'mx-central-1', image: 'x:y' })).toBe('x:y')
  })
})

describe('names', () => {
  test('of the longest endpoint fit into what AWS allows', () => {
    const name = 'a'.repeat(20)
    const names = namesOf({ name, region: 'ap-southeast-1' }, '123456789012')
    expect(names.bucket.length).toBeLessThanOrEqual(63)
    expect(names.role.length).toBeLessThanOrEqual(64)
    expect(names.schedule.length).toBeLessThanOrEqual(64)
    expect(contentName(names.endpoint, {}).length).toBeLessThanOrEqual(63)
  })

  test('of models tell whose they are', () => {
    expect(belongsTo('polyglot-main', contentName('polyglot-main', { a: 1 }))).toBe(true)
    expect(belongsTo('polyglot-main', contentName('polyglot-main-two', { a: 1 }))).toBe(false)
    expect(belongsTo('polyglot-main', 'polyglot-main-handmade')).toBe(false)
  })
})

test('a price is called an estimate, with its date and where live ones are', () => {
  expect(priceLine('ml.g4dn.xlarge')).toMatch(/about \$0\.74 per hour.*estimate.*2026.*https:/)
  expect(priceLine('ml.p5.48xlarge')).toMatch(/not known here, see https:/)
})

test.each([
  [0, '0 s'],
  [59_600, '1 min'],
  [245_000, '4 min 5 s'],
  [7_200_000, '2 h'],
  [9_000_000, '2 h 30 min'],
  [3_599_900, '1 h'],
])('%d ms is said as %s', (milliseconds, said) => {
  expect(duration(milliseconds)).toBe(said)
})
