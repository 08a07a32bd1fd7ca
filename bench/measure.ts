import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/**
 * Runs all works in turn, A B A B …, so that a busy minute of the machine hurts all of them alike. Garbage is
 * collected in between, so that none pays for what another left behind.
 * @param clock what is measured of a work
 * @returns milliseconds of each work in each round
 */
export async function interleave<Name extends string>(
  rounds: number,
  works: Record<Name, () => unknown>,
  clock: (work: () => unknown) => Promise<number> = timed,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(works) as Name[]
  const all = Object.fromEntries(names.map((name) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const name of names) all[name]!.push(await clock(works[name]))
  }
  return all as Record<Name, number[]>
}

/** Milliseconds that the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  collectGarbage()
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Milliseconds of processor time that the work takes, all threads together: hardly more on a busy machine. */
export async function processorTime(work: () => unknown): Promise<number> {
  collectGarbage()
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The median of the ratios within each round. */
export function ratio(above: number[], below: number[]): number {
  return median(above.map((value, round) => value / below[round]!))
}
