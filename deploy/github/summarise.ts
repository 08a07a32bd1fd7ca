import { readInputs } from './inputs.ts'
import { readReport } from './report.ts'
import { runStep } from './step.ts'
import { renderSummary } from './summary.ts'
import { addSummary, annotate } from './workflow.ts'

/** `node summarise.ts`: writes the page of the run from what the steps before have left in `POLYGLOT_*`. */
await runStep(() => {
  const { command, endpoint } = readInputs()
  const {
    POLYGLOT_REPORT: report,
    POLYGLOT_OUTCOME_RUN: run,
    POLYGLOT_OUTCOME_SAVE: save,
    POLYGLOT_OUTCOME_UP: up,
    POLYGLOT_OUTCOME_DOWN: down,
    POLYGLOT_ENDPOINT_NAME: name,
    POLYGLOT_PULL_REQUEST: pullRequest,
  } = process.env
  const takenDown = endpoint === 'up-and-down'
  addSummary(
    renderSummary({
      command,
      takenDown,
      report: report ? readReport(report) : undefined,
      outcomes: { run, save, up: up || undefined, down },
      endpoint: name || undefined,
      pullRequest: pullRequest || undefined,
    }),
  )
  if (takenDown && up && up !== 'skipped' && down !== 'success') {
    annotate(
      'error',
      `The endpoint ${name || 'polyglot-main'} may still be running, and costing money. ` +
        'Run polyglot endpoint down, then polyglot endpoint status --all.',
    )
  }
  return 0
})
