import type { ContainerCode } from '../code.ts'
import { did, type Work } from './work.ts'

/** Media types by ending; anything else is of no interest to anyone who looks into the bucket. */
const TEXT = 'text/plain; charset=utf-8'

/**
 * Puts the container's code into the bucket, in a folder that is named after its content: what is there already is the same.
 *
 * @returns the folder, such as `s3://polyglot-main-123456789012-eu-central-1/model/0123456789ab/`
 */
export async function uploadStep(work: Work, { files, hash }: ContainerCode): Promise<string> {
  const { s3, dryRun } = work.io.aws
  const { bucket } = work.names
  const folder = `model/${hash}/`
  const there = new Set<string>()
  const isNew = dryRun && work.deeds.created.includes(`bucket ${bucket}`)
  if (!isNew) {
    const listed = await s3.listObjectsV2({
      Bucket: bucket,
      Prefix: folder,
      ExpectedBucketOwner: work.account,
    })
    for (const { Key } of listed.Contents ?? []) there.add(Key ?? '')
  }
  const missing = files.filter(({ path }) => !there.has(`${folder}${path}`))
  for (const { path, body } of missing) {
    work.io.signal.throwIfAborted()
    try {
      await s3.putObject({
        Bucket: bucket,
        Key: `${folder}${path}`,
        Body: body,
        ContentType: TEXT,
        IfNoneMatch: '*',
        ExpectedBucketOwner: work.account,
      })
    } catch (error) {
      // Another run was first; the name says that it wrote the same.
      if (!['PreconditionFailed', 'ConditionalRequestConflict'].includes((error as Error).name))
        throw error
    }
  }
  did(work, missing.length === 0 ? 'kept' : 'created', `code ${folder} (${files.length} files)`)
  return `s3://${bucket}/${folder}`
}
