import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { down } from '../../deploy/down.ts'
import { policies } from '../../deploy/policy.ts'
import { type EndpointMode, settingsOf } from '../../deploy/settings.ts'
import { status } from '../../deploy/status.ts'
import { up } from '../../deploy/up.ts'
import { allows } from './evaluate.ts'
import { lab } from './lab.ts'
import { answerHealth, hasMoto, type Moto, mendMoto, startMoto } from './moto.ts'
import { needsOf } from './needs.ts'

const REGION = 'eu-central-1'
const WHERE = { name: 'main', region: REGION }

describe.skipIf(!hasMoto)('against moto', () => {
  let moto: Moto
  beforeAll(async () => {
    moto = await startMoto()
  })
  afterAll(() => moto?.close())
  beforeEach(async () => {
    await moto.reset()
    await answerHealth(moto, REGION)
  })

  it.each<EndpointMode>(['async', 'realtime'])(
    '%s: up, status, up again, down, nothing left',
    async (mode) => {
      const settings = settingsOf({ region: REGION, model: 'm2m100-418m', mode })
      const { io, lines, calls, changes } = await lab({ url: moto.url })
      mendMoto(io.aws)
      const first = await up(settings, io)
      expect(first).toMatchObject({ endpoint: 'polyglot-main', mode, kept: [], removed: [] })
      expect(changes).toContain('sagemaker.createEndpoint')

      const [record, ...others] = await status({ all: true, region: REGION }, io)
      expect(others).toEqual([])
      expect(record).toMatchObject({
        name: 'main',
        endpoint: 'polyglot-main',
        region: REGION,
        state: 'InService',
        mode,
        model: 'm2m100-418m',
        instance: 'ml.g4dn.xlarge',
        instances: 1,
        dollarsPerHour: 0.74,
        warnings: [],
        orphans: [],
      })
      expect(record?.expires !== undefined).toBe(mode === 'realtime')
      expect(JSON.parse(JSON.stringify(record))).toEqual(record)

      changes.length = 0
      const second = await up(settings, io)
      expect({ changes, created: second.created, changed: second.changed }).toEqual({
        changes: [],
        created: [],
        changed: [],
      })

      const result = await down(WHERE, io)
      expect(result.left).toEqual([])
      expect(result.kept).toEqual([])
      expect(new Set(result.removed.map(({ kind }) => kind))).toEqual(
        new Set([
          ...(mode === 'async' ? ['alarm', 'scaling policy', 'scalable target'] : ['schedule']),
          ...['endpoint', 'endpoint configuration', 'model', 'bucket', 'role'],
        ]),
      )
      expect(await status({ all: true, region: REGION }, io)).toEqual([])
      expect(await status({ all: false, region: REGION }, io)).toEqual([])
      expect(lines.filter((line) => line.startsWith('Could not'))).toEqual([])

      changes.length = 0
      expect(await down(WHERE, io)).toMatchObject({ removed: [], kept: [], left: [] })
      expect(changes).toEqual([])

      const { deployer } = policies(settings, '123456789012')
      const refused = calls
        .flatMap(needsOf)
        .filter((need) => !allows(deployer, need))
        // Moto leaves answers in a bucket that it makes up.
        .filter(({ resource }) => !resource.startsWith('arn:aws:s3:::sagemaker-output-'))
      expect(refused).toEqual([])
    },
  )

  it('empties a bucket of more files than S3 lists at once, of ours alone', async () => {
    const { io } = await lab({ url: moto.url })
    const Bucket = 'polyglot-main-123456789012-eu-central-1'
    await io.aws.s3.createBucket({
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: REGION },
    })
    const put = (Key: string) => io.aws.s3.putObject({ Bucket, Key, Body: '{}' })
    for (let i = 0; i < 1_050; i += 50)
      await Promise.all(Array.from({ length: 50 }, (_, k) => put(`async/out/${i + k}.out`)))
    await put('thesis.pdf')
    const { IsTruncated } = await io.aws.s3.listObjectsV2({ Bucket })
    expect(IsTruncated).toBe(true)
    const { left } = await down(WHERE, io)
    expect(left).toMatchObject([{ kind: 'bucket', reason: expect.stringContaining('thesis.pdf') }])
    const { Contents = [] } = await io.aws.s3.listObjectsV2({ Bucket })
    expect(Contents.map(({ Key }) => Key)).toEqual(['thesis.pdf'])
  })
})
