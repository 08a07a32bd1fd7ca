import { PolyglotError } from '../../src/errors.ts'
import type { EndpointIo } from '../io.ts'
import type { Names } from '../names.ts'
import { unlessMissing } from './missing.ts'
import type { Part } from './part.ts'

/** Where everything lies that `up` and the translator put into the bucket. */
const FOLDERS = ['model/', 'async/']

interface OwnBucket {
  Bucket: string
  /** 12 digits. */
  ExpectedBucketOwner: string
}

/** The bucket: emptied of what is ours, and removed if nothing else is in it. */
export function bucketPart(io: EndpointIo, { bucket }: Names, account: string): Part {
  const { s3 } = io.aws
  // Somebody else could have taken the name, which is easy to guess.
  const own = { Bucket: bucket, ExpectedBucketOwner: account }
  return {
    kind: 'bucket',
    expected: bucket,
    afterEndpoint: true,
    async find() {
      return (await unlessMissing(s3.headBucket(own))) ? [bucket] : []
    },
    async remove() {
      for (const folder of FOLDERS) await empty(own, folder, io)
      try {
        await unlessMissing(s3.deleteBucket(own))
      } catch (error) {
        if ((error as Error).name !== 'BucketNotEmpty') throw error
        throw new PolyglotError('ENDPOINT', await othersIn(own, io), { cause: error })
      }
    },
    command: (name) => `aws s3 rb s3://${name} --force`,
  }
}

/** Page by page, as many at once as S3 lists: a thousand. */
async function empty(own: OwnBucket, folder: string, { aws, report, signal }: EndpointIo) {
  let count = 0
  for await (const { Contents = [] } of aws.s3.paginateListObjectsV2({ ...own, Prefix: folder })) {
    signal.throwIfAborted()
    if (Contents.length === 0) continue
    const { Errors = [] } = await aws.s3.deleteObjects({
      ...own,
      Delete: { Objects: Contents.map(({ Key }) => ({ Key })), Quiet: true },
    })
    const [first] = Errors
    if (first)
      throw new PolyglotError(
        'ENDPOINT',
        `${Errors.length} files could not be deleted, such as ${first.Key}: ${first.Message ?? first.Code}`,
      )
    count += Contents.length
  }
  if (count === 0) return
  const files = `${count} ${count === 1 ? 'file' : 'files'} in ${own.Bucket}/${folder}`
  report(
    folder === 'async/'
      ? `${aws.dryRun ? 'Would delete' : 'Deleted'} ${files}: requests and answers of the last days. An answer that no run has collected yet is lost; its sentences are sent again.`
      : `${aws.dryRun ? 'Would delete' : 'Deleted'} ${files}.`,
  )
}

async function othersIn(own: OwnBucket, { aws }: EndpointIo): Promise<string> {
  const { Contents = [] } = await aws.s3.listObjectsV2({ ...own, MaxKeys: 3 })
  const names = Contents.map(({ Key }) => Key).join(', ')
  return names === ''
    ? 'older versions of files are in it: it has versioning turned on'
    : `files are in it that polyglot did not put there, such as ${names}`
}
