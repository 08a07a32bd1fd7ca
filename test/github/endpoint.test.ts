import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectWithPolyglot, projectWithStandIn, type Reply } from './project.ts'
import { runAction } from './runner.ts'

const ROLE = { 'aws-role': 'arn:aws:iam::123456789012:role/ci', 'aws-region': 'eu-central-1' }
const UP_AND_DOWN = { ...ROLE, endpoint: 'up-and-down', install: '' }
const UP: Reply = { files: { '.env': 'POLYGLOT_ENDPOINT=polyglot-main\n' } }
const USAGE = { documents: 1, segments: 2, cached: 1, sent: 1, sentCharacters: 5, requests: 1 }
const REPORT = JSON.stringify({ ...USAGE, written: ['a.es.md'], skipped: [], findings: [] })

const commands = (calls: { args: string[] }[]) => calls.map(({ args }) => args.join(' '))

test('up, translate and down are called in this order, with what was asked for', async () => {
  const { path, calls } = projectWithStandIn({ 'endpoint up': UP, translate: { stdout: REPORT } })
  const { outputs, outcomes, credentials } = await runAction({
    workspace: path,
    inputs: {
      ...UP_AND_DOWN,
      model: 'seamless-m4t-v2-large',
      'accept-license': 'cc-by-nc-4.0',
      ttl: '2h',
      'fail-on': 'warning',
    },
  })
  expect(commands(calls())).toEqual([
    'endpoint up --yes --region eu-central-1 --model seamless-m4t-v2-large --accept-license cc-by-nc-4.0 --realtime --ttl 2h',
    'translate --json --fail-on warning',
    'endpoint down --yes --region eu-central-1',
  ])
  expect(Object.values(outcomes)).not.toContain('failure')
  expect(outputs).toMatchObject({ sent: '1', findings: '0', complete: 'true' })
  expect(outputs.endpoint).toBe('polyglot-main')
  // The second time, credentials are new: an hour may have passed.
  expect(calls().map(({ key }) => key)).toEqual(['key-1', 'key-1', 'key-2'])
  expect(credentials).toHaveLength(2)
  expect(calls().map(({ region }) => region)).toEqual(Array(3).fill('eu-central-1'))
})

test('the endpoint is taken down after a failed translation, and the run still fails', async () => {
  const project = projectWithStandIn({
    'endpoint up': UP,
    translate: { code: 2, stderr: 'polyglot: the endpoint does not answer\n' },
  })
  const { outcomes, summary, log } = await runAction({
    workspace: project.path,
    inputs: UP_AND_DOWN,
  })
  expect(commands(project.calls()).at(-1)).toMatch(/^endpoint down/)
  expect(outcomes).toMatchObject({
    'Translate or build': 'failure',
    'Take the endpoint down': 'success',
    'Write the summary': 'success',
  })
  expect(log).toContain('the endpoint does not answer')
  expect(summary).toContain('translation failed')
  expect(summary).toContain('The endpoint `polyglot-main` is gone.')
})

test('the endpoint is taken down when it did not come up, and nothing is translated', async () => {
  const { path, calls } = projectWithStandIn({ 'endpoint up': { code: 2 } })
  const { outcomes } = await runAction({ workspace: path, inputs: UP_AND_DOWN })
  expect(commands(calls())).toEqual([
    'endpoint up --yes --region eu-central-1',
    'endpoint down --yes --region eu-central-1',
  ])
  expect(outcomes['Translate or build']).toBe('skipped')
})

test.each(['Bring the endpoint up', 'Translate or build'])(
  'cancelled in "%s", polyglot hears of it, and the endpoint is taken down',
  async (step) => {
    const hang = { hang: 130 }
    const isUp = step === 'Bring the endpoint up'
    const { path, calls } = projectWithStandIn({
      'endpoint up': isUp ? hang : UP,
      translate: hang,
    })
    const { outcomes, summary } = await runAction({
      workspace: path,
      inputs: UP_AND_DOWN,
      cancel: { step, when: join(path, 'started') },
    })
    expect(outcomes[step]).toBe('cancelled')
    expect(commands(calls()).at(-1)).toBe('endpoint down --yes --region eu-central-1')
    expect(summary).toContain('is gone')
  },
)

test('an endpoint that could not be taken down is shouted about', async () => {
  const { path } = projectWithStandIn({
    'endpoint up': UP,
    translate: { stdout: REPORT },
    'endpoint down': { code: 2 },
  })
  const { outcomes, summary, log } = await runAction({ workspace: path, inputs: UP_AND_DOWN })
  expect(outcomes['Take the endpoint down']).toBe('failure')
  expect(summary).toContain('may still be running, and costing money')
  expect(log).toMatch(/::error .*polyglot endpoint down/)
})

test('without credentials nothing is brought up, and nothing has to be taken down', async () => {
  const { path, calls } = projectWithStandIn()
  const broken = ['Take on the AWS role']
  const { outcomes } = await runAction({ workspace: path, inputs: UP_AND_DOWN, broken })
  expect(calls()).toEqual([])
  expect(outcomes['Take the endpoint down']).toBe('skipped')
})

test('the real polyglot takes the arguments of up and down', async () => {
  const { path } = projectWithPolyglot()
  const environment = {
    ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_MAX_ATTEMPTS: '1' },
    // Nobody listens there: the arguments are understood, and the first call fails.
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  }
  const { log, outcomes } = await runAction({
    workspace: path,
    environment,
    inputs: {
      ...{ install: '', endpoint: 'up-and-down', 'endpoint-name': 'blog', ttl: '2h' },
      ...{ model: 'seamless-m4t-v2-large', 'accept-license': 'cc-by-nc-4.0' },
      ...{ instance: 'ml.g5.xlarge', 'aws-region': 'eu-central-1' },
    },
  })
  expect(outcomes['Bring the endpoint up']).toBe('failure')
  expect(log.match(/127\.0\.0\.1:9|ECONNREFUSED/g)?.length).toBeGreaterThan(1)
  expect(log).not.toMatch(/no option|bug in polyglot|not ask|needs --yes/i)
})
