import { type ChildProcess, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createAwsFolder } from './aws-folder.ts'

const UP = ['endpoint', 'up', '--region', 'eu-central-1', '--model', 'm2m100-418m']
/** A program that runs another one on a terminal of its own. */
const SCRIPT = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false

/** Everything that a process has printed, and its end. */
function watch(child: ChildProcess) {
  let shown = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      shown += chunk
    })
  const code = new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    code,
    shown: () => shown,
    sees: (text: string) => expect.poll(() => shown, { timeout: 30_000 }).toContain(text),
  }
}

/** An endpoint that never gets ready. */
async function stuck() {
  const folder = await createAwsFolder()
  folder.aws.world.looks = Number.POSITIVE_INFINITY
  return folder
}

test('Ctrl-C during up without a terminal says how to take down what was made, and ends with 130', async () => {
  const { start, aws, files } = await stuck()
  const child = start(...UP, '--yes')
  const { code, sees, shown } = watch(child)
  await sees('Creating')
  child.kill('SIGINT')
  expect(await code).toBe(130)
  expect(shown()).toContain('Stopped before the endpoint was ready.')
  expect(shown()).toContain(
    'take it down:  polyglot endpoint down --name main --region eu-central-1\n',
  )
  expect(aws.changes()).not.toContain('DeleteEndpoint')
  expect(aws.changes()).toContain('CreateEndpoint')
  expect(files()).toEqual([])
})

test.skipIf(!SCRIPT)(
  'on a terminal up asks before it costs, and after Ctrl-C takes down what was made',
  async () => {
    const { terminal, aws } = await stuck()
    const child = terminal(...UP)
    const { code, sees, shown } = watch(child)
    await sees('This starts a machine that costs money. Go on? [y/N] ')
    expect(aws.received).toEqual([])
    child.stdin?.write('y\n')
    await sees('Creating')
    child.stdin?.write('\u0003')
    await sees('Take down what was made for polyglot-main? [Y/n] ')
    for (const endpoint of aws.world.endpoints.values()) endpoint.looks = 0
    aws.world.looks = 0
    child.stdin?.write('\n')
    expect(await code).toBe(130)
    expect(shown()).toMatch(/\d+ things of polyglot-main in eu-central-1 are deleted\./)
    expect(aws.world.endpoints.size + aws.world.buckets.size + aws.world.roles.size).toBe(0)
  },
  90_000,
)

test.skipIf(!SCRIPT)('who does not say yes, or presses Ctrl-C, makes nothing', async () => {
  for (const [typed, exitCode] of [
    ['\n', 130],
    ['n\n', 130],
    ['\u0003', 130],
  ] as const) {
    const { terminal, aws } = await stuck()
    const child = terminal(...UP)
    const { code, sees, shown } = watch(child)
    await sees('Go on? [y/N] ')
    child.stdin?.write(typed)
    expect(await code, JSON.stringify(typed)).toBe(exitCode)
    expect(shown()).toContain('Nothing was made.')
    expect(aws.received).toEqual([])
  }
})

test.skipIf(!SCRIPT)('on a terminal down asks, and Enter means yes', async () => {
  const { terminal, aws, bringUp } = await createAwsFolder()
  await bringUp()
  const first = watch(
    (() => {
      const child = terminal('endpoint', 'down')
      child.stdout?.once('data', () => child.stdin?.write('n\n'))
      return child
    })(),
  )
  expect(await first.code).toBe(130)
  expect(first.shown()).toContain('Nothing was deleted.')
  expect(aws.changes()).toEqual([])

  const child = terminal('endpoint', 'down')
  const { code, sees } = watch(child)
  await sees('Delete polyglot-main in eu-central-1 and all that is its own? [Y/n] ')
  child.stdin?.write('\n')
  expect(await code).toBe(0)
  expect(aws.world.endpoints.size).toBe(0)
})
