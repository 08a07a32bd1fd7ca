import { list, on, type Table } from './table.ts'

const bucket = (action: string) => (input: { Bucket: string }) => [
  on(`s3:${action}`, `arn:aws:s3:::${input.Bucket}`),
]
const file = (action: string) => (input: { Bucket: string; Key: string }) => [
  on(`s3:${action}`, `arn:aws:s3:::${input.Bucket}/${input.Key}`),
]

export const S3: Table = {
  's3.ListBuckets': list('s3:ListAllMyBuckets'),
  's3.CreateBucket': bucket('CreateBucket'),
  's3.HeadBucket': bucket('ListBucket'),
  's3.DeleteBucket': bucket('DeleteBucket'),
  's3.ListObjectsV2': bucket('ListBucket'),
  's3.GetPublicAccessBlock': bucket('GetBucketPublicAccessBlock'),
  's3.PutPublicAccessBlock': bucket('PutBucketPublicAccessBlock'),
  's3.GetBucketLifecycleConfiguration': bucket('GetLifecycleConfiguration'),
  's3.PutBucketLifecycleConfiguration': bucket('PutLifecycleConfiguration'),
  's3.PutObject': file('PutObject'),
  // That a file is not there yet is only said to who may list the bucket.
  's3.GetObject': (input) => [...file('GetObject')(input), ...bucket('ListBucket')(input)],
  's3.HeadObject': (input) => [...file('GetObject')(input), ...bucket('ListBucket')(input)],
  's3.DeleteObjects': ({ Bucket, Delete }) =>
    Delete.Objects.flatMap(({ Key }: { Key: string }) => file('DeleteObject')({ Bucket, Key })),
}
