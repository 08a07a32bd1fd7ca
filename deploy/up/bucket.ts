import { PolyglotError } from '../../src/errors.ts'
import { isMissing, unlessMissing } from '../down/missing.ts'
import { holds } from '../holds.ts'
import { did, type Work } from './work.ts'

const CLOSED = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
}

/** Requests and answers hold the texts of a blog: they go after three days. */
const EXPIRY = {
  ID: 'polyglot-async',
  Status: 'Enabled' as const,
  Filter: { Prefix: 'async/' },
  Expiration: { Days: 3 },
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 3 },
}

/** The bucket for code, requests and answers: closed to the public, forgetful. */
export async function bucketStep(work: Work): Promise<void> {
  const { s3, region } = work.io.aws
  // Somebody else could have taken the name, which is easy to guess.
  const bucket = { Bucket: work.names.bucket, ExpectedBucketOwner: work.account }
  const exists = await isOurs(work)
  if (!exists)
    await s3.createBucket({
      Bucket: bucket.Bucket,
      // us-east-1 is the one region that may not be named.
      ...(region === 'us-east-1'
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-central-1' } }),
    })
  const closed = exists && (await unlessUnset(s3.getPublicAccessBlock(bucket)))
  const isClosed = closed && holds(closed.PublicAccessBlockConfiguration, CLOSED)
  if (!isClosed)
    await s3.putPublicAccessBlock({ ...bucket, PublicAccessBlockConfiguration: CLOSED })
  const rules =
    (exists && (await unlessUnset(s3.getBucketLifecycleConfiguration(bucket)))?.Rules) || []
  const forgets = rules.some((rule) => holds(rule, EXPIRY))
  if (!forgets)
    await s3.putBucketLifecycleConfiguration({
      ...bucket,
      LifecycleConfiguration: { Rules: [...rules.filter(({ ID }) => ID !== EXPIRY.ID), EXPIRY] },
    })
  const deed = !exists ? 'created' : isClosed && forgets ? 'kept' : 'changed'
  did(work, deed, `bucket ${bucket.Bucket}`)
}

/** @throws PolyglotError ENDPOINT when the bucket is another account's, or may not be seen. */
async function isOurs({ names, account, io }: Work): Promise<boolean> {
  try {
    const head = { Bucket: names.bucket, ExpectedBucketOwner: account }
    return (await unlessMissing(io.aws.s3.headBucket(head))) !== undefined
  } catch (error) {
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } }
    if ($metadata?.httpStatusCode !== 403) throw error
    throw new PolyglotError(
      'ENDPOINT',
      `The bucket ${names.bucket} cannot be used: either your credentials lack s3:ListBucket on it (polyglot endpoint policy prints what is needed), or another account has taken that name. In that case give the endpoint another --name.`,
      { cause: error },
    )
  }
}

/** A setting that was never made is an error of its own for each kind of setting. */
async function unlessUnset<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call
  } catch (error) {
    const { name } = error as Error
    if (isMissing(error) || /^NoSuch\w+Configuration$/.test(name)) return undefined
    throw error
  }
}
