import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { type Contexts, fill, isDue } from './expressions.ts'
import { standIn } from './stand-ins.ts'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface Step {
  name: string
  id?: string
  if?: string
  uses?: string
  with?: Record<string, string>
  run?: string
  shell?: string
  'working-directory'?: string
  env?: Record<string, string>
}

export interface Action {
  inputs: Record<string, { description: string; default: string }>
  outputs: Record<string, { value: string }>
  runs: { using: string; steps: Step[] }
}

export const ACTION: Action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'))

export interface RunRequest {
  /** Absolute path of the checked out repository. */
  workspace: string
  inputs?: Record<string, string>
  environment?: NodeJS.ProcessEnv
  /** Name of the step that is cancelled as soon as the file appears. */
  cancel?: { step: string; when: string }
  /** Steps with `uses:` that fail, by their name. */
  broken?: string[]
}

export interface RunReport {
  /** `success`, `failure`, `cancelled` or `skipped`, by the step's name. */
  outcomes: Record<string, string>
  outputs: Record<string, string>
  summary: string
  log: string
  /** Keys of the caches that were saved. */
  saved: string[]
  /** Times that credentials were asked for. */
  credentials: Record<string, string>[]
}

/**
 * Runs the steps of `action.yml` as GitHub does: in order, by their conditions, scripts by bash. The actions of others are stood
 * in for by what they are needed for: caches are folders, credentials a variable.
 */
export async function runAction(request: RunRequest): Promise<RunReport> {
  const { workspace, environment = {}, cancel, broken = [] } = request
  const temp = `${workspace}-temp`
  mkdirSync(temp, { recursive: true })
  const defaults = Object.entries(ACTION.inputs).map(([name, input]) => [name, input.default])
  const contexts: Contexts = {
    inputs: { ...Object.fromEntries(defaults), ...request.inputs },
    github: { run_id: '7', token: 'the-token' },
    steps: {},
    status: { failed: false, cancelled: false },
  }
  contexts.inputs.token = fill(contexts.inputs.token!, contexts)
  const report: RunReport = {
    ...{ outcomes: {}, outputs: {}, summary: '', log: '', saved: [], credentials: [] },
  }
  const shared: NodeJS.ProcessEnv = {}

  for (const step of ACTION.runs.steps) {
    const outputs: Record<string, string> = {}
    const finish = (outcome: string) => {
      report.outcomes[step.name] = outcome
      if (step.id) contexts.steps[step.id] = { outputs, outcome }
      if (outcome === 'failure') contexts.status.failed = true
      if (outcome === 'cancelled') contexts.status.cancelled = true
    }
    if (!isDue(step.if, contexts)) {
      finish('skipped')
      continue
    }
    if (step.uses !== undefined) {
      const given = Object.entries(step.with ?? {}).map(([key, value]) => [
        key,
        fill(value, contexts),
      ])
      if (!broken.includes(step.name))
        standIn(step.uses, Object.fromEntries(given), workspace, report, shared)
      finish(broken.includes(step.name) ? 'failure' : 'success')
      continue
    }
    const files = { output: join(temp, 'output'), summary: join(temp, 'summary') }
    for (const file of Object.values(files)) writeFileSync(file, '')
    const script = join(temp, 'script.sh')
    writeFileSync(script, step.run ?? '')
    const filled = Object.entries(step.env ?? {}).map(([key, value]) => [
      key,
      fill(value, contexts),
    ])
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: resolve(workspace, fill(step['working-directory'] ?? '.', contexts)),
      env: {
        PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
        HOME: process.env.HOME,
        ...{ GITHUB_ACTIONS: 'true', CI: 'true', NO_COLOR: '1', RUNNER_TEMP: temp },
        ...{ GITHUB_WORKSPACE: workspace, GITHUB_ACTION_PATH: ROOT, GITHUB_RUN_ID: '7' },
        ...{ GITHUB_OUTPUT: files.output, GITHUB_STEP_SUMMARY: files.summary },
        ...shared,
        ...environment,
        ...Object.fromEntries(filled),
      },
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        report.log += chunk
      })
    }
    const cancelled =
      cancel?.step === step.name ? cancelWhen(cancel.when, () => child.kill('SIGINT')) : undefined
    const code = await new Promise((done) => child.on('close', done))
    clearInterval(cancelled)
    Object.assign(outputs, readOutputs(readFileSync(files.output, 'utf8')))
    report.summary += readFileSync(files.summary, 'utf8')
    finish(cancelled !== undefined ? 'cancelled' : code === 0 ? 'success' : 'failure')
  }
  for (const [name, { value }] of Object.entries(ACTION.outputs)) {
    report.outputs[name] = fill(value, contexts)
  }
  return report
}

function cancelWhen(file: string, kill: () => void): NodeJS.Timeout {
  const timer = setInterval(() => {
    if (!existsSync(file)) return
    clearInterval(timer)
    kill()
  }, 20)
  return timer
}

/** `name<<end`, lines, `end`. */
function readOutputs(text: string): Record<string, string> {
  const found = [...text.matchAll(/^([\w-]+)<<(\S+)\n(.*?)\n\2$/gms)]
  return Object.fromEntries(found.map(([, name, , value]) => [name, value]))
}

export function removeRun(workspace: string): void {
  for (const end of ['', '-temp', '-caches'])
    rmSync(`${workspace}${end}`, { recursive: true, force: true })
}
