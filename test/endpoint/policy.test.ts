import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { down } from '../../deploy/down.ts'
import { type PolicyDocument, policies } from '../../deploy/policy.ts'
import type { EndpointMode } from '../../deploy/settings.ts'
import { status } from '../../deploy/status.ts'
import { up } from '../../deploy/up.ts'
import { sagemaker } from '../../src/translators/sagemaker.ts'
import { ask } from '../contract/translator.ts'
import { type MadeCall, noteCalls } from './calls.ts'
import { allows, type Need } from './evaluate.ts'
import { ACCOUNT } from './needs/table.ts'
import { needsOf } from './needs.ts'
import { openStage, type Stage, settings } from './stage.ts'

const MAIN = { name: 'main', region: 'eu-central-1' }
const ASYNC = settings()
const OWN_ROLE = `arn:aws:iam::${ACCOUNT}:role/ours`

let stage: Stage
let calls: MadeCall[]
beforeEach(async () => {
  stage = await openStage()
  calls = noteCalls(stage.io.aws)
})
afterEach(() => stage.close())

function refused(policy: PolicyDocument): Need[] {
  return calls.flatMap(needsOf).filter((need) => !allows(policy, need))
}

/** All that a deployer does in the life of an endpoint. */
async function wholeLife(roleArn?: string): Promise<void> {
  const { io } = stage
  await up(settings({ roleArn }), io)
  await status({ all: true, region: MAIN.region }, io)
  await up(settings({ roleArn, tokenBudget: 2048 }), io)
  await up(settings({ roleArn, mode: 'realtime' }), io)
  stage.io.now = () => Date.UTC(2026, 10, 24)
  await up(settings({ roleArn, mode: 'realtime', ttl: 60 * 60_000 }), io)
  // Somebody changed by hand what up then puts right.
  const role = stage.fake.world.roles.get('polyglot-main-eu-central-1')
  if (role) role.trust = '{}'
  await up(settings({ roleArn }), io)
  await down(MAIN, io)
}

describe('the deployer', () => {
  it('may make every call of up, status and down', async () => {
    await wholeLife()
    expect(refused(policies(ASYNC, ACCOUNT).deployer)).toEqual([])
  })

  it('may make every call with a role of its own, and may not touch that role', async () => {
    const trust = JSON.stringify(policies(settings({ mode: 'realtime' }), ACCOUNT).roleTrust)
    stage.fake.world.roles.set('ours', { trust, policies: new Map(), tags: [] })
    await wholeLife(OWN_ROLE)
    const { deployer } = policies({ ...ASYNC, roleArn: OWN_ROLE }, ACCOUNT)
    expect(refused(deployer)).toEqual([])
    const onRoles = deployer.Statement.flatMap(({ Action }) => Action).filter((action) =>
      /^iam:(?!PassRole|CreateServiceLinkedRole|ListRoles|GetRole)/.test(action),
    )
    expect(onRoles).toEqual([])
  })

  it('is given no action that none of these calls needs', async () => {
    await wholeLife()
    const needed = new Set(calls.flatMap(needsOf).map(({ action }) => action))
    const { deployer } = policies(ASYNC, ACCOUNT)
    const given = deployer.Statement.flatMap(({ Action }) => Action)
    expect(given.filter((action) => !needed.has(action))).toEqual([])
    expect(given.filter((action) => action.includes('*'))).toEqual([])
  })

  it('may do none of it to another endpoint, nor start another instance', async () => {
    const { io } = stage
    await up(settings({ name: 'other', instance: 'ml.g5.xlarge' }), io)
    await down({ ...MAIN, name: 'other' }, io)
    const { deployer } = policies(ASYNC, ACCOUNT)
    const allowed = calls
      .filter(({ operation }) => !/^(?:Describe|List|Get|Head)/.test(operation))
      .flatMap(needsOf)
      .filter((need) => allows(deployer, need))
      .map(({ action }) => action)
    // Their resources do not name the endpoint.
    const unnamed = /^application-autoscaling:|^iam:CreateServiceLinkedRole$/
    expect(allowed.filter((action) => !unnamed.test(action))).toEqual([])
    const instance = (type: string): Need => ({
      action: 'sagemaker:CreateEndpointConfig',
      resource: `arn:aws:sagemaker:eu-central-1:${ACCOUNT}:endpoint-config/polyglot-main-0123456789ab`,
      context: { 'sagemaker:InstanceTypes': [type] },
    })
    expect(allows(deployer, instance('ml.g4dn.xlarge'))).toBe(true)
    expect(allows(deployer, instance('ml.p5.48xlarge'))).toBe(false)
  })

  it('may hand the role to nobody but SageMaker and the scheduler', () => {
    const { deployer } = policies(ASYNC, ACCOUNT)
    const pass = (service: string, role = 'polyglot-main-eu-central-1'): Need => ({
      action: 'iam:PassRole',
      resource: `arn:aws:iam::${ACCOUNT}:role/${role}`,
      context: { 'iam:PassedToService': service },
    })
    expect(allows(deployer, pass('sagemaker.amazonaws.com'))).toBe(true)
    expect(allows(deployer, pass('scheduler.amazonaws.com'))).toBe(true)
    expect(allows(deployer, pass('ec2.amazonaws.com'))).toBe(false)
    expect(allows(deployer, pass('sagemaker.amazonaws.com', 'admin'))).toBe(false)
  })
})

describe('a build', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'polyglot-policy-'))
    vi.stubEnv('AWS_ENDPOINT_URL', stage.fake.url)
    vi.stubEnv('AWS_REGION', MAIN.region)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  it.each<EndpointMode>(['async', 'realtime'])('may translate, %s', async (mode) => {
    await up(settings({ mode }), stage.io)
    stage.fake.forget()
    const long = 'word '.repeat(30_000)
    stage.fake.world.answers = [{ v: 1, results: [{ text: 'uno' }] }]
    const translator = sagemaker({
      endpoint: 'polyglot-main',
      model: 'm2m100-418m',
      journal: join(folder, 'requests.json'),
    })
    for (const text of ['one', long]) {
      const [answer] = await ask(translator, { from: 'en', to: 'es' }, [text])
      expect(answer).toMatchObject({ text: 'uno' })
    }
    calls = stage.fake.received.map((call) => ({
      ...call,
      service: call.operation.startsWith('Invoke') ? 'runtime' : call.service,
    }))
    const operations = new Set(calls.map(({ operation }) => operation))
    expect(operations).toContain(mode === 'async' ? 'PutObject' : 'InvokeEndpoint')
    expect(refused(policies(settings({ mode }), ACCOUNT).ci)).toEqual([])
  })

  it('may do nothing that a deployer may, beyond looking and asking', async () => {
    await wholeLife()
    const { ci } = policies(ASYNC, ACCOUNT)
    const allowed = calls.flatMap(needsOf).filter((need) => allows(ci, need))
    expect([...new Set(allowed.map(({ action }) => action))].sort()).toEqual([
      's3:GetObject',
      's3:ListBucket',
      'sagemaker:DescribeEndpoint',
      'sagemaker:InvokeEndpoint',
      'sagemaker:InvokeEndpointAsync',
    ])
  })
})
