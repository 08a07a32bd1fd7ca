import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { down } from '../../deploy/down.ts'
import { BUCKET, type DownStage, MAIN, openDownStage, ROLE } from './down-stage.ts'

let stage: DownStage
beforeEach(async () => {
  stage = await openDownStage()
})
afterEach(() => stage.close())

describe('what is not ours', () => {
  it('stays: other endpoints whose names begin the same', async () => {
    await stage.bringUp({ name: 'main-two' })
    const before = stage.remains()
    await stage.bringUp()
    await down(MAIN, stage.io)
    expect(stage.remains()).toEqual(before)
  })

  it('stays: files in the bucket that polyglot did not put there, and so the bucket', async () => {
    await stage.bringUp()
    const { objects } = stage.fake.world.buckets.get(BUCKET)!
    objects.set('thesis.pdf', Buffer.from('mine'))
    objects.set('async/out/1.out', Buffer.from('{}'))
    const { left } = await down(MAIN, stage.io)
    expect(left).toEqual([
      {
        kind: 'bucket',
        name: BUCKET,
        reason: 'files are in it that polyglot did not put there, such as thesis.pdf',
        remove: `aws s3 rb s3://${BUCKET} --force`,
      },
    ])
    expect([...objects.keys()]).toEqual(['thesis.pdf'])
  })

  it('stays: a role that was given, and one of our name that up did not make', async () => {
    const roleArn = 'arn:aws:iam::123456789012:role/ours'
    const { roles } = stage.fake.world
    roles.set('ours', { trust: '', policies: new Map(), tags: [] })
    roles.set(ROLE, { trust: '', policies: new Map(), tags: [] })
    await stage.bringUp({ roleArn })
    const { kept, left } = await down(MAIN, stage.io)
    expect([...roles.keys()]).toEqual(['ours', ROLE])
    expect(left).toEqual([])
    expect(kept).toMatchObject([
      { kind: 'role', name: ROLE, reason: 'polyglot endpoint up did not make it' },
    ])
  })

  it('is not asked about in the name of another account', async () => {
    await stage.bringUp()
    await down(MAIN, stage.io)
    const inBucket = stage.made.filter(({ service }) => service === 's3')
    expect(inBucket.length).toBeGreaterThan(3)
    for (const { operation, input } of inBucket)
      expect({ operation, owner: input.ExpectedBucketOwner }).toEqual({
        operation,
        owner: '123456789012',
      })
  })
})
