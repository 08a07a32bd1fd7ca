import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStage, refusal, type Stage, settings } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const realtime = settings({ mode: 'realtime', ttl: 7_200_000 })

describe('what AWS refuses', () => {
  test('quota: its exact name, the number, and where to ask for more', async () => {
    stage.fake.fail('CreateEndpoint', {
      code: 'ResourceLimitExceeded',
      message:
        "The account-level service limit 'ml.g4dn.xlarge for endpoint usage' is 0 Instances, with current utilization of 0 Instances and a request delta of 1 Instances. Please use AWS Service Quotas to request an increase for this quota.",
    })
    const said = await refusal(realtime, stage.io)
    expect(said).toMatch(
      /may have 0 of "ml\.g4dn\.xlarge for endpoint usage".*as every new account does/,
    )
    expect(said).toContain(
      'https://eu-central-1.console.aws.amazon.com/servicequotas/home/services/sagemaker/quotas',
    )
  })

  test.each([
    ['CreateModel', 'AccessDeniedException', 'sagemaker:CreateModel'],
    ['CreateRole', 'AccessDenied', 'iam:CreateRole'],
    ['CreateBucket', 'AccessDenied', 's3:CreateBucket'],
    ['CreateSchedule', 'AccessDeniedException', 'scheduler:CreateSchedule'],
  ])('permission for %s: which one, and what prints them all', async (operation, code, action) => {
    stage.fake.fail(operation, {
      code,
      message: `User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ${action} on resource: arn:aws:x because no identity-based policy allows the ${action} action`,
      status: 403,
    })
    const said = await refusal(realtime, stage.io)
    expect(said).toContain(`may not call ${action} on arn:aws:x`)
    expect(said).toContain('polyglot endpoint policy')
    expect(said.includes('--role-arn')).toBe(action.startsWith('iam:'))
  })

  test('a bucket that another account has', async () => {
    stage.fake.fail('HeadBucket', { code: 'AccessDenied', status: 403 })
    expect(await refusal(realtime, stage.io)).toMatch(/another account has taken that name.*--name/)
  })

  test.each([
    [
      'ExpiredTokenException',
      'The security token included in the request is expired',
      /session is over.*same command goes on/,
    ],
    [
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      /does not know these credentials in eu-central-1/,
    ],
  ])('credentials: %s', async (code, message, words) => {
    stage.fake.fail('CreateModel', { code, message }, Number.POSITIVE_INFINITY)
    expect(await refusal(realtime, stage.io)).toMatch(words)
    expect(stage.fake.world.models.size).toBe(0)
  })

  test('a first call without credentials', async () => {
    stage.fake.fail('GetCallerIdentity', { code: 'InvalidClientTokenId', status: 403 })
    expect(await refusal(realtime, stage.io)).toMatch(/does not know these credentials/)
    expect(stage.fake.changes()).toEqual([])
  })

  test('an image that is not there', async () => {
    stage.fake.fail('CreateModel', {
      code: 'ValidationException',
      message: 'Requested image 763104351884.dkr.ecr.eu-central-1.amazonaws.com/x:y not found.',
    })
    expect(await refusal(realtime, stage.io)).toMatch(/--image/)
  })

  test('what nobody has thought of: in the words of AWS', async () => {
    stage.fake.fail('CreateModel', { code: 'TeapotException', message: 'I am a teapot' })
    expect(await refusal(realtime, stage.io)).toBe(
      'AWS refused a call (TeapotException): I am a teapot',
    )
  })
})
