import { count } from '../count.ts'
import { frozenSteps } from './frozen-summary.ts'
import type { Summary } from './summary.ts'

/** What to do now, most urgent first. */
export function nextSteps(summary: Summary): string {
  const { usage, findings, written, skipped, dryRun, translator, missing } = summary
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const steps: string[] = []
  if (findings.length > 0) {
    steps.push(`${count(errors, 'error')}, ${count(warnings, 'warning')}.`)
  }
  if (missing !== undefined && (dryRun || missing.length > 0)) {
    steps.push(...frozenSteps(summary))
  } else if (dryRun) {
    const total = `${count(usage.sent, 'segment')} in all, what stands in several documents counted once.`
    steps.push(
      usage.sent === 0
        ? 'Everything is in the cache.'
        : `${total}\nLeave out --dry-run to translate.`,
    )
  } else if (errors > 0) {
    steps.push('Run the command again when that is mended: only what failed is asked for again.')
  } else if (
    written.length === 0 &&
    skipped.length === 0 &&
    findings.length === 0 &&
    usage.sent === 0
  ) {
    steps.push('Everything is up to date.')
  }
  if (translator === 'pseudo' && !dryRun && written.length > 0) {
    steps.push(
      'These are accented stand-ins, not translations: choose a translator, such as --translator apertium.',
    )
  }
  return steps.join('\n') || 'Done. Run it again after an edit: only new sentences are sent.'
}
