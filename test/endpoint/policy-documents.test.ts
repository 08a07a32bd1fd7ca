import { describe, expect, it } from 'vitest'
import { type PolicyDocument, policies } from '../../deploy/policy.ts'
import { allows } from './evaluate.ts'
import { settings } from './stage.ts'

const ACCOUNT = '123456789012'
const BUCKET = 'arn:aws:s3:::polyglot-main-123456789012-eu-central-1'
const ENDPOINT = `arn:aws:sagemaker:eu-central-1:${ACCOUNT}:endpoint/polyglot-main`

/** Actions that know no resources, by the service authorization reference. */
const UNBOUND = [
  'ecr:GetAuthorizationToken',
  // Metrics are no resources; only data sets are.
  'cloudwatch:PutMetricData',
  'sagemaker:ListEndpoints',
  'sagemaker:ListEndpointConfigs',
  'sagemaker:ListModels',
  'application-autoscaling:DescribeScalableTargets',
  'application-autoscaling:DescribeScalingPolicies',
  'scheduler:ListSchedules',
  's3:ListAllMyBuckets',
  'iam:ListRoles',
]

const both = [policies(settings(), ACCOUNT), policies(settings({ mode: 'realtime' }), ACCOUNT)]

it.each(['role', 'deployer', 'ci'] as const)('%s: every statement names its resources', (key) => {
  for (const all of both)
    for (const { Action, Resource } of all[key].Statement) {
      expect(Resource?.length).toBeGreaterThan(0)
      if (Resource?.includes('*')) expect(UNBOUND).toEqual(expect.arrayContaining(Action))
    }
})

it('every document fits what IAM takes: characters without blanks, names of statements', () => {
  for (const all of both)
    for (const document of Object.values(all) as PolicyDocument[]) {
      // A managed policy may have 6,144 characters, blanks not counted; the inline policies of a role 10,240.
      expect(JSON.stringify(document).length).toBeLessThan(6_144)
      const names = document.Statement.map(({ Sid }) => Sid)
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(name).toMatch(/^[A-Za-z0-9]+$/)
    }
})

describe('the role of the endpoint', () => {
  it('is trusted to SageMaker and to the scheduler, in this account', () => {
    for (const { roleTrust } of both)
      expect(roleTrust.Statement).toMatchObject([
        {
          Principal: { Service: ['sagemaker.amazonaws.com', 'scheduler.amazonaws.com'] },
          Action: ['sts:AssumeRole'],
          Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
        },
      ])
  })

  it('may read requests and write answers when asynchronous, and delete the endpoint alone', () => {
    const { role } = policies(settings(), ACCOUNT)
    const may = (action: string, resource: string) => allows(role, { action, resource })
    expect(may('s3:GetObject', `${BUCKET}/model/0123456789ab/code/inference.py`)).toBe(true)
    expect(may('s3:GetObject', `${BUCKET}/async/in/1.json`)).toBe(true)
    expect(may('s3:PutObject', `${BUCKET}/async/out/1.out`)).toBe(true)
    expect(may('s3:PutObject', `${BUCKET}/async/fail/1.out`)).toBe(true)
    expect(may('s3:PutObject', `${BUCKET}/model/0123456789ab/code/inference.py`)).toBe(false)
    expect(may('s3:DeleteObject', `${BUCKET}/async/out/1.out`)).toBe(false)
    expect(may('sagemaker:DeleteEndpoint', ENDPOINT)).toBe(true)
    expect(may('sagemaker:DeleteEndpoint', `${ENDPOINT}-two`)).toBe(false)
  })

  it('may delete this one endpoint in realtime mode, and write nothing to the bucket', () => {
    const { role } = policies(settings({ mode: 'realtime' }), ACCOUNT)
    const may = (action: string, resource: string) => allows(role, { action, resource })
    expect(may('sagemaker:DeleteEndpoint', ENDPOINT)).toBe(true)
    expect(may('sagemaker:DeleteEndpoint', `${ENDPOINT}-two`)).toBe(false)
    expect(may('s3:GetObject', `${BUCKET}/model/0123456789ab/code/inference.py`)).toBe(true)
    expect(may('s3:PutObject', `${BUCKET}/async/out/1.out`)).toBe(false)
  })

  it('may pull the image of its region, or the one that was given', () => {
    const pull = (resource: string) => ({ action: 'ecr:BatchGetImage', resource })
    const aws = policies(settings({ region: 'eu-south-1' }), ACCOUNT).role
    const theirs = 'arn:aws:ecr:eu-south-1:692866216735:repository/huggingface-pytorch-inference'
    expect(allows(aws, pull(theirs))).toBe(true)
    const image = `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/team/polyglot@sha256:0123`
    const own = policies(settings({ image }), ACCOUNT).role
    expect(allows(own, pull(`arn:aws:ecr:us-east-1:${ACCOUNT}:repository/team/polyglot`))).toBe(
      true,
    )
    expect(allows(own, pull(theirs))).toBe(false)
  })
})

describe('builds on GitHub', () => {
  it('are trusted on the main branch of one repository alone', () => {
    const { ciTrust } = policies(settings(), ACCOUNT, 'my-name/my-blog')
    expect(ciTrust?.Statement).toEqual([
      {
        Sid: 'Github',
        Effect: 'Allow',
        Principal: {
          Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
        },
        Action: ['sts:AssumeRoleWithWebIdentity'],
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': 'repo:my-name/my-blog:ref:refs/heads/main',
          },
        },
      },
    ])
  })

  it.each(['my-blog', 'my-name/*', '*', 'a/b:c', 'https://github.com/a/b', 'a/b/c', ''])(
    '"%s" is no repository',
    (repository) => {
      expect(() => policies(settings(), ACCOUNT, repository)).toThrow(
        expect.objectContaining({ code: 'BAD_OPTION' }),
      )
    },
  )

  it('are not spoken of without a repository', () => {
    expect(policies(settings(), ACCOUNT).ciTrust).toBeUndefined()
  })
})

it('China and GovCloud have ARNs of their own', () => {
  for (const [region, partition] of [
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ]) {
    const all = policies(settings({ region }), ACCOUNT, 'my-name/my-blog')
    const resources = [all.role, all.deployer, all.ci].flatMap(({ Statement }) =>
      Statement.flatMap(({ Resource = [] }) => Resource),
    )
    for (const resource of resources)
      if (resource !== '*') expect(resource.split(':')[1]).toBe(partition)
  }
})
