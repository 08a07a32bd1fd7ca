import { type Names, partitionOf, sagemakerArn } from '../names.ts'
import type { EndpointMode } from '../settings.ts'
import { documentOf, type PolicyDocument, type Statement } from './document.ts'

/** What the policy of a build is written for. */
export interface CiScope {
  names: Names
  region: string
  /** 12 digits. */
  account: string
  mode: EndpointMode
}

/** What a build needs to translate. It can make, change and delete nothing; it costs no more than its work. */
export function ciPolicy({ names, region, account, mode }: CiScope): PolicyDocument {
  const endpoint = sagemakerArn(region, account, `endpoint/${names.endpoint}`)
  return documentOf([
    {
      Sid: 'Translate',
      Effect: 'Allow',
      Action: [
        'sagemaker:DescribeEndpoint',
        'sagemaker:InvokeEndpoint',
        ...(mode === 'async' ? ['sagemaker:InvokeEndpointAsync'] : []),
      ],
      Resource: [endpoint],
    },
    ...(mode === 'async' ? asyncFiles(`arn:${partitionOf(region)}:s3:::${names.bucket}`) : []),
  ])
}

/** Large requests go through the bucket, and so do all answers. */
function asyncFiles(bucket: string): Statement[] {
  return [
    {
      Sid: 'Request',
      Effect: 'Allow',
      Action: ['s3:PutObject'],
      Resource: [`${bucket}/async/in/*`],
    },
    {
      Sid: 'Answer',
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: [`${bucket}/async/out/*`, `${bucket}/async/fail/*`],
    },
    {
      // Without it, S3 says "forbidden" of an answer that is not there yet. Not narrowed by `s3:prefix`, which such a
      // request does not carry.
      Sid: 'Wait',
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: [bucket],
    },
  ]
}
