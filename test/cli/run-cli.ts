import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const CLI = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url))

/** What a finished command left behind. */
export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

/** A folder of its own for one test, gone when the test is over. */
export interface Folder {
  path: string
  write(file: string, content: string | Uint8Array): void
  read(file: string): string
  /** Every file below the folder, sorted; the cache left out. */
  files(): string[]
  run(...args: string[]): Promise<Finished>
  /** Starts the command and gives the process back. */
  start(...args: string[]): ReturnType<typeof spawn>
  /** Starts it on a terminal of its own, through the `script` of util-linux: what is typed goes to its input. */
  terminal(...args: string[]): ReturnType<typeof spawn>
}

/** @param more variables of the environment; undefined takes one away */
export function createFolder(more: NodeJS.ProcessEnv = {}): Folder {
  const path = mkdtempSync(join(tmpdir(), 'polyglot cli é-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  const { CI: _, FORCE_COLOR: __, ...env } = process.env
  const options = { cwd: path, env: { ...env, NO_COLOR: '1', ...more } }
  const start = (...args: string[]) => spawn(process.execPath, [CLI, ...args], options)
  return {
    path,
    start,
    terminal(...args) {
      const command = [process.execPath, CLI, ...args].map((word) => `'${word}'`).join(' ')
      return spawn('script', ['-qec', command, '/dev/null'], options)
    },
    write(file, content) {
      mkdirSync(dirname(join(path, file)), { recursive: true })
      writeFileSync(join(path, file), content)
    },
    read: (file) => readFileSync(join(path, file), 'utf8'),
    files: () =>
      readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.startsWith('cache.sqlite'))
        .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
        .sort(),
    run: (...args) =>
      new Promise((resolve) => {
        const child = start(...args)
        let stdout = ''
        let stderr = ''
        child.stdout.on('data', (chunk) => {
          stdout += chunk
        })
        child.stderr.on('data', (chunk) => {
          stderr += chunk
        })
        child.on('close', (code) => resolve({ code, stdout, stderr }))
      }),
  }
}
