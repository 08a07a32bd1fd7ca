import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endpointIn } from './endpoint-name.ts'
import { type Inputs, readInputs } from './inputs.ts'
import { runPolyglot } from './polyglot.ts'
import { finished } from './process.ts'
import { errorsOf, readReport } from './report.ts'
import { runStep } from './step.ts'
import { annotate, setOutput } from './workflow.ts'

/** Annotations of one kind that GitHub shows for a step; the summary has all findings. */
const ANNOTATIONS = 10

/** Variables that lead to an endpoint or pay for it, as a frozen build has them. */
const WITHOUT_CREDENTIALS: NodeJS.ProcessEnv = {
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_PROFILE: undefined,
  // A runner of one's own may have a role, or somebody's login.
  AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: undefined,
  AWS_CONTAINER_CREDENTIALS_FULL_URI: undefined,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  POLYGLOT_ENDPOINT: undefined,
}

/** `node run.ts`: translates or builds. Ends with the exit code of what it ran. */
await runStep(async () => {
  const inputs = readInputs()
  setOutput('endpoint', endpointIn(inputs.directory) ?? '')
  return inputs.command === 'translate' ? translate(inputs) : build(inputs)
})

/** Outputs `report` (a file), `sent`, `findings`, `written` and `complete`. */
async function translate(inputs: Inputs): Promise<number> {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'polyglot-'))
  const log = join(folder, 'report.json')
  // First of all: the summary is written even if this process is ended.
  setOutput('report', log)
  const frozen = inputs.frozen ? ['--frozen'] : []
  const args = ['translate', '--json', '--fail-on', inputs.failOn, ...frozen]
  const code = await runPolyglot(args, inputs, { log })
  const report = readReport(log)
  if (report === undefined) {
    setOutput('complete', false)
    return code
  }
  const { sent, findings, written, missing } = report
  setOutput('sent', missing.length > 0 ? 0 : sent)
  setOutput('findings', findings.length)
  setOutput('written', written.length)
  setOutput('complete', errorsOf(findings).length === 0 && missing.length === 0)
  for (const severity of ['error', 'warning'] as const) {
    for (const { message, file, line } of findings
      .filter((finding) => finding.severity === severity)
      .slice(0, ANNOTATIONS)) {
      annotate(severity, message, { file: file && fromRoot(inputs, file), line })
    }
  }
  return code
}

/** Runs the build's own command. What it reads from `.env` or the environment decides where sentences go. */
async function build({ directory, build, region, frozen }: Inputs): Promise<number> {
  const environment = {
    ...(region !== undefined && { AWS_REGION: region }),
    ...(frozen && WITHOUT_CREDENTIALS),
  }
  return finished('bash', ['-c', build], { directory, environment })
}

/** Annotations want paths from the root of the repository; findings have them from the project's. */
function fromRoot({ directory }: Inputs, file: string): string {
  const root = process.env.GITHUB_WORKSPACE
  const path = join(directory, file)
  return root !== undefined && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : file
}
