import { partitionOf } from '../../names.ts'
import type { DeployerScope } from '../deployer.ts'
import type { Statement } from '../document.ts'

/** The bucket, and in it what polyglot puts there. */
export function bucketStatements({ names, region }: DeployerScope): Statement[] {
  const bucket = `arn:${partitionOf(region)}:s3:::${names.bucket}`
  return [
    {
      Sid: 'Bucket',
      Effect: 'Allow',
      Action: [
        's3:CreateBucket',
        's3:DeleteBucket',
        's3:ListBucket',
        's3:GetBucketPublicAccessBlock',
        's3:PutBucketPublicAccessBlock',
        's3:GetLifecycleConfiguration',
        's3:PutLifecycleConfiguration',
      ],
      Resource: [bucket],
    },
    {
      Sid: 'Files',
      Effect: 'Allow',
      Action: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
      Resource: [`${bucket}/model/*`, `${bucket}/async/*`],
    },
  ]
}
