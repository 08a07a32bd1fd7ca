import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { pythonEnvironment } from '../../scripts/python.ts'

export const python = pythonEnvironment()
export const CONTAINER = resolve(import.meta.dirname, '../../deploy/container')

export interface Server {
  address: string
  /** What it said so far on its way. */
  log(): string
  /** Ends it with a signal and gives its exit code. */
  stop(): Promise<number | null>
}

/** Starts `serve.py` and waits until it is ready; it is gone when the test is over. */
export async function serve(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Server> {
  const child = spawn(python!.python, ['-B', join(CONTAINER, 'serve.py'), '--port', '0', ...args], {
    env: { ...process.env, HF_HUB_OFFLINE: '1', OMP_NUM_THREADS: '1', ...env },
  })
  const ended = new Promise<number | null>((done) => child.on('close', done))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  let log = ''
  child.stderr.on('data', (chunk) => {
    log += chunk
  })
  const address = await firstLine(child)
  while (!log.includes('Ready: ')) {
    if (child.exitCode !== null) throw new Error(log)
    await new Promise((done) => setTimeout(done, 50))
  }
  return {
    address,
    log: () => log,
    stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line
  throw new Error('serve.py printed no address')
}

/** How many requests the server has answered. */
export function answered(server: Server): number {
  return server.log().split(' answered in ').length - 1
}
