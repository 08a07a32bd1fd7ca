import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { pythonPath } from '../../scripts/python.ts'
import { ACTION, ROOT, type Step } from './runner.ts'

interface Job {
  if?: string
  permissions?: Record<string, string>
  'timeout-minutes'?: number
  steps: Step[]
}
interface Workflow {
  on: Record<string, unknown>
  permissions?: Record<string, string>
  concurrency?: { group: string }
  jobs: Record<string, Job>
}

const FOLDER = join(ROOT, 'deploy/github')
const WORKFLOWS = readdirSync(FOLDER).filter((name) => name.endsWith('.yml'))
const read = (name: string): Workflow => parse(readFileSync(join(FOLDER, name), 'utf8'))

describe.skipIf(pythonPath() === undefined)('against the schemas of GitHub', () => {
  const check = (schema: string, ...files: string[]) =>
    spawnSync(
      pythonPath() ?? '',
      ['-m', 'check_jsonschema', '--builtin-schema', schema, ...files],
      { cwd: ROOT, encoding: 'utf8' },
    )

  test('action.yml is an action, and the workflows are workflows', () => {
    expect(check('vendor.github-actions', 'action.yml')).toMatchObject({ status: 0 })
    const files = WORKFLOWS.map((name) => join(FOLDER, name))
    expect(files).toHaveLength(2)
    expect(check('vendor.github-workflows', ...files)).toMatchObject({ status: 0 })
    // The check can fail.
    expect(check('vendor.github-workflows', 'action.yml').status).toBe(1)
  })
})

const steps = [
  ...ACTION.runs.steps,
  ...WORKFLOWS.flatMap((name) => Object.values(read(name).jobs).flatMap((job) => job.steps)),
]

test('no script has an expression in it: what it would put there could be code', () => {
  const scripts = steps.flatMap(({ run }) => run ?? [])
  expect(scripts.length).toBeGreaterThan(5)
  for (const script of scripts) expect(script).not.toContain('${{')
})

test('every script is started by exec, so that it hears when the run is cancelled', () => {
  for (const { run } of ACTION.runs.steps) if (run !== undefined) expect(run).toMatch(/^exec \S/)
})

test('every input is used, and every input that is used is there', () => {
  const text = JSON.stringify(ACTION.runs) + JSON.stringify(ACTION.outputs)
  const used = [...text.matchAll(/\binputs\.([\w-]+)/g)].map(([, name]) => name)
  expect([...new Set(used)].sort()).toEqual(Object.keys(ACTION.inputs).sort())
})

test('every step that is referred to is there, with these outputs', () => {
  const text = JSON.stringify(ACTION.runs) + JSON.stringify(ACTION.outputs)
  const ids = ACTION.runs.steps.flatMap(({ id }) => id ?? [])
  for (const [, id] of text.matchAll(/\bsteps\.([\w-]+)/g)) expect(ids).toContain(id)
})

test('the actions of others are those of GitHub and AWS, in versions that run on Node 24', () => {
  const uses = steps.flatMap(({ uses }) => uses ?? [])
  expect([...new Set(uses)].sort()).toEqual([
    'OWNER/unplugin-polyglot@v0',
    'actions/cache/restore@v6',
    'actions/cache/save@v6',
    'actions/checkout@v7',
    'actions/deploy-pages@v5',
    'actions/setup-node@v7',
    'actions/upload-pages-artifact@v5',
    'aws-actions/configure-aws-credentials@v6',
  ])
})

test.each(WORKFLOWS)('%s gives each part the least, and an end', (name) => {
  const { on, permissions, jobs } = read(name)
  expect(permissions).toEqual({})
  expect(on).not.toHaveProperty('pull_request_target')
  for (const { 'timeout-minutes': minutes, permissions, steps } of Object.values(jobs)) {
    expect(permissions).toBeDefined()
    const installs = steps.some(({ uses }) => uses?.startsWith('OWNER/'))
    if (installs) expect(minutes).toBeGreaterThan(0)
  }
})

test('workflows give only inputs that the action has', () => {
  const own = WORKFLOWS.flatMap((name) => Object.values(read(name).jobs))
    .flatMap(({ steps }) => steps)
    .filter(({ uses }) => uses?.startsWith('OWNER/'))
  expect(own).toHaveLength(3)
  for (const { with: given = {} } of own) {
    expect(Object.keys(ACTION.inputs)).toEqual(expect.arrayContaining(Object.keys(given)))
  }
})

test('a pull request reaches no credentials, and sends nothing', () => {
  const jobs = Object.values(read('site.yml').jobs).filter(
    ({ if: condition }) => condition === "github.event_name == 'pull_request'",
  )
  expect(jobs).toHaveLength(1)
  expect(jobs[0]?.permissions).toEqual({ contents: 'read' })
  const [, polyglot] = jobs[0]?.steps ?? []
  expect(polyglot?.with).toEqual({ command: 'build', frozen: 'true' })
  expect(read('translate.yml').on).not.toHaveProperty('pull_request')
})
