import { type Asked, Fault, type Replied, xml, xmlText } from './wire.ts'
import type { FakeBucket, World } from './world.ts'

export function s3(asked: Asked, world: World): Replied {
  const [, bucket = '', ...path] = decodeURIComponent(asked.path).split('/')
  const key = path.join('/')
  if (bucket === '') return listBuckets(asked, world)
  const operation = operationOf(asked, key)
  asked.heard(operation, {
    Bucket: bucket,
    Key: key,
    Body: asked.body.toString(),
    headers: asked.headers,
  })
  if (operation === 'CreateBucket') {
    if (world.buckets.has(bucket)) throw new Fault('BucketAlreadyOwnedByYou', undefined, 409)
    world.buckets.set(bucket, { objects: new Map() })
    return {}
  }
  const found = world.buckets.get(bucket)
  if (found === undefined)
    throw new Fault('NoSuchBucket', 'The specified bucket does not exist', 404)
  const setting = SETTINGS.find(({ parameter }) => asked.query.has(parameter))
  if (setting) return change(asked, found, setting)
  if (key !== '') return object(asked, world, bucket, found, key)
  if (operation === 'HeadBucket') return {}
  if (operation === 'DeleteObjects') return deleteAll(asked, found)
  if (operation === 'DeleteBucket') {
    if (found.objects.size > 0) throw new Fault('BucketNotEmpty', undefined, 409)
    world.buckets.delete(bucket)
    return { status: 204 }
  }
  return list(asked, bucket, found)
}

/** Settings of a bucket are kept as the XML that they came in: what is read has the same form. */
const SETTINGS = [
  {
    parameter: 'publicAccessBlock',
    name: 'PublicAccessBlock',
    kept: 'publicAccessBlock',
    missing: 'NoSuchPublicAccessBlockConfiguration',
  },
  {
    parameter: 'lifecycle',
    name: 'BucketLifecycleConfiguration',
    kept: 'lifecycle',
    missing: 'NoSuchLifecycleConfiguration',
  },
  { parameter: 'tagging', name: 'BucketTagging', kept: 'tagging', missing: 'NoSuchTagSet' },
] as const

const VERBS: Record<string, string> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete', HEAD: 'Head' }

function operationOf({ method, query }: Asked, key: string): string {
  const setting = SETTINGS.find(({ parameter }) => query.has(parameter))
  if (setting) return `${VERBS[method]}${setting.name}`
  if (key !== '') return `${VERBS[method]}Object`
  if (method === 'PUT') return 'CreateBucket'
  if (method === 'POST' && query.has('delete')) return 'DeleteObjects'
  if (method === 'GET') return 'ListObjectsV2'
  return `${VERBS[method]}Bucket`
}

function change(
  { method, body }: Asked,
  bucket: FakeBucket,
  { kept, missing }: (typeof SETTINGS)[number],
): Replied {
  if (method === 'PUT') bucket[kept] = body.toString()
  else if (method === 'DELETE') delete bucket[kept]
  else {
    const text = bucket[kept]
    if (text === undefined) throw new Fault(missing, undefined, 404)
    return { headers: { 'content-type': 'application/xml' }, body: text }
  }
  return {}
}

function object(
  { method, headers, body }: Asked,
  world: World,
  bucket: string,
  { objects }: FakeBucket,
  key: string,
): Replied {
  if (method === 'PUT') {
    if (headers['if-none-match'] === '*' && objects.has(key))
      throw new Fault(
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
        412,
      )
    objects.set(key, body)
    return { headers: { etag: '"fake"' } }
  }
  if (method === 'DELETE') {
    objects.delete(key)
    return { status: 204 }
  }
  const output = world.outputs.get(`${bucket}/${key}`)
  if (output) {
    output.looks -= 1
    if (output.looks < 0) objects.set(key, output.body)
  }
  const found = objects.get(key)
  if (found === undefined) throw new Fault('NoSuchKey', 'The specified key does not exist.', 404)
  return { headers: { etag: '"fake"', 'content-length': found.length }, body: found }
}

function deleteAll({ body }: Asked, { objects }: FakeBucket): Replied {
  const keys = [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key)
  for (const key of keys) objects.delete(key)
  return xml(
    `<DeleteResult>${keys.map((key) => `<Deleted><Key>${key}</Key></Deleted>`).join('')}</DeleteResult>`,
  )
}

function list({ query }: Asked, name: string, { objects }: FakeBucket): Replied {
  const prefix = query.get('prefix') ?? ''
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort()
  const contents = keys.map(
    (key) =>
      `<Contents><Key>${xmlText(key)}</Key><Size>${objects.get(key)?.length}</Size><LastModified>2026-11-22T00:00:00.000Z</LastModified></Contents>`,
  )
  return xml(
    `<ListBucketResult><Name>${name}</Name><Prefix>${xmlText(prefix)}</Prefix><KeyCount>${keys.length}</KeyCount><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
  )
}

function listBuckets({ query, heard }: Asked, { buckets }: World): Replied {
  const prefix = query.get('prefix') ?? ''
  heard('ListBuckets', { Prefix: prefix })
  const names = [...buckets.keys()].filter((name) => name.startsWith(prefix))
  return xml(
    `<ListAllMyBucketsResult><Buckets>${names.map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join('')}</Buckets></ListAllMyBucketsResult>`,
  )
}
