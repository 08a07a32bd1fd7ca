import { count } from '../../src/count.ts'
import { commitFiles, publish } from './git.ts'
import { type Inputs, readInputs } from './inputs.ts'
import { openOrUpdate } from './pulls.ts'
import { type Report, readReport } from './report.ts'
import { runStep } from './step.ts'
import { renderSummary } from './summary.ts'
import { annotate, setOutput } from './workflow.ts'

/** Kept beside the translations, so that polyglot knows which files are its own. */
const MANIFEST = '.polyglot/outputs.json'

/** GitHub takes 65,536 characters. */
const LONGEST_BODY = 60_000

/** `node pull-request.ts`: what was written becomes a commit, a branch and a pull request. Outputs `pull-request`, its address. */
await runStep(async () => {
  const inputs = readInputs()
  const report = readReport(process.env.POLYGLOT_REPORT ?? '')
  if (report === undefined || report.written.length === 0) {
    annotate('notice', 'No file was written, so there is nothing for a pull request.')
    return 0
  }
  const base = baseOf(inputs)
  if (base === undefined) return 0
  const branch = inputs.pullRequest ?? ''
  const commit = await commitFiles({
    directory: inputs.directory,
    files: [...report.written, MANIFEST],
    subject: 'Update translations',
  })
  if (commit === undefined) {
    annotate('notice', `${base} has these translations already.`)
    return 0
  }
  const published = await publish(inputs.directory, commit, branch).catch(explainPush)
  if (typeof published === 'object') {
    annotate(
      'warning',
      `${published.by} has committed to ${branch}, so it was left as it is. Merge its pull request or delete the branch: ` +
        'the next run makes it anew. The sentences are in the cache and cost nothing again.',
    )
    return 0
  }
  const url = await openOrUpdate({
    ...{ repository: process.env.GITHUB_REPOSITORY ?? '', branch, base },
    title: `Translations of ${base}`,
    body: bodyOf(report, base),
  })
  setOutput('pull-request', url)
  annotate('notice', published === 'same' ? `${url} has it all already.` : `Translations: ${url}`)
  return 0
})

/** The branch that the translations are for; undefined on the branch of translations itself. */
function baseOf({ pullRequest }: Inputs): string | undefined {
  const {
    GITHUB_EVENT_NAME: event = '',
    GITHUB_REF_TYPE: type,
    GITHUB_REF_NAME: name,
  } = process.env
  if (event.startsWith('pull_request') || type !== 'branch' || !name) {
    throw new Error(
      `A pull request of translations starts from a branch, but this run is for ${event} ${name}. ` +
        'Use it on push, schedule or workflow_dispatch.',
    )
  }
  if (name !== pullRequest) return name
  annotate('notice', `This is ${name} itself: nothing to do.`)
  return undefined
}

function bodyOf(report: Report, base: string): string {
  const head =
    `${count(report.written.length, 'file')}, made from \`${base}\` by polyglot. ` +
    'The next push renews this branch, unless somebody commits to it: then it stays until it is merged.'
  const page = renderSummary({ command: 'translate', report, outcomes: {}, takenDown: false })
  return `${head}\n\n${page}`.slice(0, LONGEST_BODY)
}

function explainPush(error: unknown): never {
  const words = (error as { stderr?: string }).stderr?.trim() || String(error)
  const hint = /403|permission|denied/i.test(words)
    ? '\nThe workflow needs "permissions: contents: write".'
    : ''
  throw new Error(`The translations could not be pushed: ${words}${hint}`)
}
