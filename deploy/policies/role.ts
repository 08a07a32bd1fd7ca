import { type Names, partitionOf, sagemakerArn } from '../names.ts'
import type { EndpointMode } from '../settings.ts'
import { documentOf, type PolicyDocument } from './document.ts'

/** What the role of an endpoint is written for. */
export interface RoleScope {
  names: Names
  region: string
  /** 12 digits. */
  account: string
  mode: EndpointMode
  /** URI of the container's image; decides which repository may be read. */
  image: string
}

/**
 * Who may take on the role: SageMaker, and the schedule that deletes the endpoint, of a realtime one at its time and of an
 * asynchronous one that `up` did not get ready. Both only for this account.
 */
export function trustPolicy({ account }: Pick<RoleScope, 'account'>): PolicyDocument {
  return documentOf([
    {
      Sid: 'Trust',
      Effect: 'Allow',
      Principal: {
        Service: ['sagemaker.amazonaws.com', 'scheduler.amazonaws.com'],
      },
      Action: ['sts:AssumeRole'],
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    },
  ])
}

/**
 * What the role of an endpoint may do. The actions are those of "CreateModel API: Execution Role Permissions" in the
 * developer guide of SageMaker, and those of its page on asynchronous endpoints; the resources are this endpoint's own.
 */
export function rolePolicy({ names, region, account, mode, image }: RoleScope): PolicyDocument {
  const partition = partitionOf(region)
  const bucket = `arn:${partition}:s3:::${names.bucket}`
  return documentOf([
    {
      Sid: 'Image',
      Effect: 'Allow',
      Action: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:GetDownloadUrlForLayer',
        'ecr:BatchGetImage',
      ],
      Resource: [repositoryArn(image, region)],
    },
    // These two know no resources: the service authorization reference lists none.
    { Sid: 'Login', Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] },
    { Sid: 'Metrics', Effect: 'Allow', Action: ['cloudwatch:PutMetricData'], Resource: ['*'] },
    {
      Sid: 'Logs',
      Effect: 'Allow',
      Action: [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:DescribeLogStreams',
        'logs:PutLogEvents',
      ],
      // Once as the group, once as the streams in it.
      Resource: ['', ':*'].map(
        (end) =>
          `arn:${partition}:logs:${region}:${account}:log-group:/aws/sagemaker/Endpoints/${names.endpoint}${end}`,
      ),
    },
    {
      Sid: 'Read',
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: [`${bucket}/model/*`, ...(mode === 'async' ? [`${bucket}/async/in/*`] : [])],
    },
    { Sid: 'Find', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [bucket] },
    ...(mode === 'async'
      ? [
          {
            Sid: 'Answer',
            Effect: 'Allow' as const,
            Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
            Resource: [`${bucket}/async/out/*`, `${bucket}/async/fail/*`],
          },
        ]
      : []),
    {
      Sid: 'Expire',
      Effect: 'Allow',
      Action: ['sagemaker:DeleteEndpoint'],
      Resource: [sagemakerArn(region, account, `endpoint/${names.endpoint}`)],
    },
  ])
}

/** `ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG` or `…@sha256:…` → ARN of the repository. */
function repositoryArn(image: string, region: string): string {
  const [, account, home, repository] =
    /^(\d{12})\.dkr\.ecr\.([^.]+)\.[^/]+\/([^:@]+)/.exec(image) ?? []
  const partition = partitionOf(region)
  // An image from elsewhere is pulled without these rights; a statement needs a resource all the same.
  if (account === undefined) return `arn:${partition}:ecr:${region}:*:repository/huggingface-*`
  return `arn:${partition}:ecr:${home}:${account}:repository/${repository}`
}
