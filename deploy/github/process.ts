import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { constants } from 'node:os'
import { silenceCommands } from './workflow.ts'

export interface ProcessOptions {
  directory: string
  /** On top of this process's own; undefined takes a variable away. */
  environment?: NodeJS.ProcessEnv
  /** File for what it prints on stdout; the log of the run if not given. */
  log?: string
}

/**
 * Runs a program to its end. When the run is cancelled GitHub sends SIGINT, then SIGTERM, to the step's process alone, so both
 * are passed on.
 *
 * @returns Its exit code; 128 and the signal's number if a signal ended it, as in a shell.
 * @throws Error when it cannot be started.
 */
export async function finished(
  program: string,
  args: string[],
  { directory, environment = {}, log }: ProcessOptions,
): Promise<number> {
  const commands = silenceCommands()
  process.stdout.write(commands.start)
  const file = log === undefined ? undefined : openSync(log, 'w')
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(program, args, {
        cwd: directory,
        env: { ...process.env, ...environment },
        stdio: ['ignore', file ?? 'inherit', 'inherit'],
      })
      const pass = (signal: NodeJS.Signals) => child.kill(signal)
      const signals = ['SIGINT', 'SIGTERM'] as const
      for (const signal of signals) process.on(signal, pass)
      const end = () => {
        for (const signal of signals) process.off(signal, pass)
      }
      child.on('error', (error) => {
        end()
        reject(new Error(`${program} cannot be started: ${error.message}`))
      })
      child.on('close', (code, signal) => {
        end()
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
      })
    })
  } finally {
    if (file !== undefined) closeSync(file)
    process.stdout.write(commands.end)
  }
}
