/** What is paid twice when a run is killed with SIGKILL halfway and started again. Run: `node bench/crash.ts`. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { runChild } from './child.ts'
import { CALLS_AT_ONCE, type CrashInput, type DiaryLine } from './crash-input.ts'
import { inFolder } from './folder.ts'
import { count, type Row, report } from './report.ts'

/** @param options.shares of the calls after which the run is killed */
export async function crash({ pages = 40, shares = [0.45, 0.5, 0.55] } = {}): Promise<Row[]> {
  const total = await inFolder(async (folder) => (await run(folder, pages, 'whole')).calls)
  const rows: Row[] = []
  for (const share of shares) {
    const { paidTwice, inFlight } = await inFolder((folder) => killed(folder, pages, share * total))
    rows.push({
      what: `kill -9 at ${Math.round(share * 100)} % of a cold run: characters paid twice`,
      measured: count(paidTwice),
      target: `≤ ${count(inFlight)} in ${CALLS_AT_ONCE} calls in flight`,
      met: paidTwice <= inFlight,
    })
  }
  return rows
}

/** Kills a run after so many calls, and lets another finish it. In flight is what the last calls carried, one for each slot. */
async function killed(folder: string, pages: number, calls: number) {
  const diary = join(folder, 'first')
  const child = fork(
    fileURLToPath(new URL('crash-child.ts', import.meta.url)),
    [JSON.stringify({ folder, pages, diary } satisfies CrashInput)],
    { stdio: 'ignore' },
  )
  const exit = once(child, 'exit')
  while (read(diary).length < calls) {
    if (child.exitCode !== null) throw new Error('The run ended before it could be killed.')
    await setTimeout(5)
  }
  child.kill('SIGKILL')
  await exit
  const lines = read(diary)
  const before = new Set(lines.flatMap(({ texts }) => texts))
  const last = lines.slice(-CALLS_AT_ONCE)
  const { sent } = await run(folder, pages, 'second')
  return {
    paidTwice: characters(sent.filter((text) => before.has(text))),
    inFlight: characters(last.flatMap(({ texts }) => texts)),
  }
}

async function run(folder: string, pages: number, name: string) {
  const diary = join(folder, name)
  const { result } = await runChild<number>('crash-child.ts', { folder, pages, diary })
  return { calls: result, sent: read(diary).flatMap(({ texts }) => texts) }
}

/** The last line may be cut short. */
function read(diary: string): DiaryLine[] {
  if (!existsSync(diary)) return []
  const lines = readFileSync(diary, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line))
}

const characters = (texts: string[]) => texts.reduce((sum, text) => sum + text.length, 0)

if (import.meta.main) report('Crash', await crash())
