/** Signals that end a run early, and the exit code a shell expects for each: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const

/** Aborts on Ctrl-C and on a polite kill. */
export interface Interrupt {
  signal: AbortSignal
  /** Undefined while no signal has come. */
  exitCode(): number | undefined
}

/** Listens for one signal; a second one ends the process at once. */
export function onInterrupt(): Interrupt {
  const controller = new AbortController()
  let received: number | undefined
  for (const [name, exitCode] of Object.entries(EXIT_CODES)) {
    process.once(name, () => {
      received = exitCode
      controller.abort(new Error(`Stopped by ${name}.`))
    })
  }
  return { signal: controller.signal, exitCode: () => received }
}
