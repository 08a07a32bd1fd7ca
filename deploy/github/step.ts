import { annotate } from './workflow.ts'

/** Runs a step's script. What it throws becomes one annotation and the exit code 1. */
export async function runStep(step: () => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await step()
  } catch (error) {
    annotate('error', error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
