import { afterEach, beforeEach, expect, test } from 'vitest'
import { up } from '../../deploy/up.ts'
import { openStage, refusal, type Stage, settings } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const BUCKET = 'polyglot-main-123456789012-eu-central-1'
const realtime = settings({ mode: 'realtime', ttl: 7_200_000 })

test('the model: image, code and environment, and nothing that makes AWS download the whole repository', async () => {
  await up(
    settings({
      model: 'seamless-m4t-v2-large',
      acceptedLicense: 'cc-by-nc-4.0',
      tokenBudget: 4096,
    }),
    stage.io,
  )
  const [model] = stage.fake.inputs('CreateModel')
  expect(model).toEqual({
    ModelName: expect.stringMatching(/^polyglot-main-[0-9a-f]{12}$/),
    ExecutionRoleArn: 'arn:aws:iam::123456789012:role/polyglot-main-eu-central-1',
    PrimaryContainer: {
      Image:
        '763104351884.dkr.ecr.eu-central-1.amazonaws.com/huggingface-pytorch-inference:2.6.0-transformers4.51.3-gpu-py312-cu124-ubuntu22.04',
      ModelDataSource: {
        S3DataSource: {
          S3Uri: expect.stringMatching(`^s3://${BUCKET}/model/[0-9a-f]{12}/$`),
          S3DataType: 'S3Prefix',
          CompressionType: 'None',
        },
      },
      Environment: {
        POLYGLOT_MODEL_ID: 'facebook/seamless-m4t-v2-large',
        POLYGLOT_MODEL_REVISION: '5f8cc790b19fc3f67a61c105133b20b34e3dcb76',
        POLYGLOT_MODEL_FAMILY: 'seamless',
        POLYGLOT_ENGINE: 'auto',
        POLYGLOT_TOKEN_BUDGET: '4096',
        SAGEMAKER_PROGRAM: 'inference.py',
        SAGEMAKER_CONTAINER_LOG_LEVEL: '20',
        SAGEMAKER_MODEL_SERVER_WORKERS: '1',
        SAGEMAKER_MODEL_SERVER_TIMEOUT: '3600',
        SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS: '3600',
      },
    },
    Tags: [
      { Key: 'polyglot:endpoint', Value: 'polyglot-main' },
      { Key: 'polyglot:model', Value: 'seamless-m4t-v2-large' },
      { Key: 'polyglot:license', Value: 'cc-by-nc-4.0' },
    ],
  })
})

test.each([
  ['ml.g4dn.xlarge', { InferenceAmiVersion: 'al2-ami-sagemaker-inference-gpu-3-1' }],
  ['ml.m5.xlarge', {}],
])('what runs on %s', async (instance, driver) => {
  await up({ ...realtime, instance }, stage.io)
  const [model] = stage.fake.inputs('CreateModel')
  expect(stage.fake.inputs('CreateEndpointConfig')).toEqual([
    {
      EndpointConfigName: expect.stringMatching(/^polyglot-main-[0-9a-f]{12}$/),
      ProductionVariants: [
        {
          VariantName: 'AllTraffic',
          ModelName: model.ModelName,
          InstanceType: instance,
          InitialInstanceCount: 1,
          ModelDataDownloadTimeoutInSeconds: 1200,
          ContainerStartupHealthCheckTimeoutInSeconds: 1200,
          ...driver,
        },
      ],
      Tags: expect.any(Array),
    },
  ])
})

test('the bucket: in the region, closed to the public, forgets requests and answers', async () => {
  await up(realtime, stage.io)
  expect(stage.fake.inputs('CreateBucket')[0].Body).toContain(
    '<LocationConstraint>eu-central-1</LocationConstraint>',
  )
  const { publicAccessBlock, lifecycle } = stage.fake.world.buckets.get(BUCKET)!
  for (const name of [
    'BlockPublicAcls',
    'BlockPublicPolicy',
    'IgnorePublicAcls',
    'RestrictPublicBuckets',
  ])
    expect(publicAccessBlock).toContain(`<${name}>true</${name}>`)
  expect(lifecycle).toMatch(/<Days>3<\/Days>.*<Prefix>async\/<\/Prefix>/)
})

test('the bucket: rules of others stay, and a door that was opened is closed again', async () => {
  await up(realtime, stage.io)
  const bucket = stage.fake.world.buckets.get(BUCKET)!
  bucket.lifecycle = `<LifecycleConfiguration><Rule><ID>theirs</ID><Status>Enabled</Status><Filter><Prefix>x/</Prefix></Filter><Expiration><Days>9</Days></Expiration></Rule></LifecycleConfiguration>`
  bucket.publicAccessBlock = bucket.publicAccessBlock?.replace(/true/, 'false')
  stage.fake.forget()
  await up(realtime, stage.io)
  expect(stage.fake.changes()).toEqual(['PutPublicAccessBlock', 'PutBucketLifecycleConfiguration'])
  expect(bucket.lifecycle).toContain('<ID>theirs</ID>')
  expect(bucket.lifecycle).toContain('<ID>polyglot-async</ID>')
  expect(bucket.publicAccessBlock).not.toContain('false')
})

test('the role: SageMaker may take it on, and it may read this bucket alone', async () => {
  await up(settings(), stage.io)
  const { trust, policies, tags } = stage.fake.world.roles.get('polyglot-main-eu-central-1')!
  expect(JSON.parse(trust).Statement[0].Principal.Service).toEqual([
    'sagemaker.amazonaws.com',
    'scheduler.amazonaws.com',
  ])
  expect(policies.get('endpoint')).toContain(`arn:aws:s3:::${BUCKET}/model/*`)
  expect(tags).toContainEqual({ key: 'polyglot:endpoint', value: 'polyglot-main' })
})

test('a first request that is not allowed is not sent again', async () => {
  stage.fake.fail('InvokeEndpoint', {
    code: 'AccessDeniedException',
    message:
      'User: arn:aws:iam::123456789012:user/ci is not authorized to perform: sagemaker:InvokeEndpoint on resource: arn:x',
    status: 403,
  })
  expect(await refusal(realtime, stage.io)).toMatch(/may not call sagemaker:InvokeEndpoint/)
  expect(stage.fake.inputs('InvokeEndpoint')).toHaveLength(1)
})
