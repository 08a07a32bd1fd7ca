import type { S3 } from '@aws-sdk/client-s3'
import { Fault } from './fault.ts'

/** Longest time for one object, in milliseconds. */
const LONGEST_REQUEST = 60_000

/** An object in S3. */
export interface Location {
  Bucket: string
  Key: string
}

/** @param address `s3://bucket/key`. @throws Fault for anything else. */
export function readLocation(address: string): Location {
  const [, Bucket, Key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(address) ?? []
  if (Bucket) return { Bucket, Key }
  throw new Fault('failed', `AWS named '${address}' as a place in S3, which it is not.`)
}

/** What was found at a place. `denied` may mean that nothing is there yet: S3 says so to those who may not list the bucket. */
export type Found = { text: string } | 'nothing' | 'denied'

/** @throws what the client throws, for all but a missing object. */
export async function readObject(s3: S3, address: string, signal: AbortSignal): Promise<Found> {
  const late = AbortSignal.timeout(LONGEST_REQUEST)
  try {
    const { Body } = await s3.getObject(readLocation(address), {
      abortSignal: AbortSignal.any([signal, late]),
    })
    return { text: (await Body?.transformToString('utf-8')) ?? '' }
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } }
    if (name === 'NoSuchKey' || name === 'NotFound') return 'nothing'
    if (name === 'AccessDenied' || (name === '403' && $metadata?.httpStatusCode === 403))
      return 'denied'
    if (late.aborted && !signal.aborted)
      throw new Fault('passing', `S3 did not send ${address} within a minute.`, error)
    throw error
  }
}

/**
 * Where a request that is too large to travel inside a call is put: beside the results, in the folder `in`, which is what
 * the role of `polyglot endpoint up` may read (`async/out` → `async/in`).
 *
 * @param output where the endpoint leaves its results: `s3://bucket/prefix`
 */
export function inputLocation(output: string, name: string): Location {
  const { Bucket, Key } = readLocation(output)
  const folder = Key.split('/')
    .filter((part) => part !== '')
    .slice(0, -1)
  return { Bucket, Key: [...folder, 'in', name].join('/') }
}
