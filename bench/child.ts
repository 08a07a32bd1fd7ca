import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a finished child process made of it. */
export interface Child<Result> {
  result: Result
  /** Peak resident memory, in bytes. */
  memory: number
}

/**
 * Runs a file of this folder in a process of its own, which answers with `reply`.
 * @param input goes to the child as JSON
 * @throws Error when the child ends without an answer, or takes longer than `timeout` milliseconds
 */
export function runChild<Result>(
  file: string,
  input: unknown,
  timeout = 120_000,
): Promise<Child<Result>> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(input)], {
    timeout,
  })
  return new Promise((resolve, reject) => {
    let answer: Child<Result> | undefined
    child.on('message', (message) => {
      answer = message as Child<Result>
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (answer && code === 0) resolve(answer)
      else if (signal)
        reject(new Error(`${file} was stopped by ${signal} (limit ${timeout / 1000} s)`))
      else reject(new Error(`${file} ended with ${code}`))
    })
  })
}

/** In a child: what its parent asked for. */
export function readInput<Input>(): Input {
  return JSON.parse(process.argv[2]!)
}

/** In a child: its result, with the most memory that it ever took. */
export function reply(result: unknown): void {
  process.send!({ result, memory: process.resourceUsage().maxRSS * 1024 })
}
