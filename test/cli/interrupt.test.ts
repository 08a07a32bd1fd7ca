import { expect, test } from 'vitest'
import { createFolder } from './run-cli.ts'

/** Answers Spanish at once and French only when there is a file called `fast`. */
const CONFIG = `
import { existsSync } from 'node:fs'
export default {
  to: ['es', 'fr'],
  documents: ['*.md'],
  translator: {
    name: 'slow', fingerprint: 'slow', unit: 'sentence', tags: 'none',
    limits: { segments: 1, characters: 8000, concurrency: 8 },
    async translate({ texts, to }, { signal }) {
      if (to === 'es' || existsSync('fast')) return texts.map((text) => 'Spanish ' + text)
      process.stderr.write('waiting\\n')
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    },
  },
}`

for (const [name, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`${name} keeps what is translated, ends with ${exitCode} and says so in one line`, async () => {
    const folder = createFolder()
    folder.write('polyglot.config.mjs', CONFIG)
    folder.write('a.md', 'One sentence.\n')
    const child = folder.start('translate', '--json')
    let stderr = ''
    let stdout = ''
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
    })
    const ended = new Promise((resolve) => child.on('close', resolve))
    child.stderr?.on('data', (chunk) => {
      stderr += chunk
    })
    await expect
      .poll(() => [stderr, folder.files()], { timeout: 20_000 })
      .toEqual(['waiting\n', expect.arrayContaining(['a.es.md'])])
    child.kill(name)
    expect(await ended).toBe(exitCode)
    expect(stdout).toBe('')
    expect(stderr.replaceAll('waiting\n', '')).toBe(
      'polyglot: Stopped. What is translated is kept: run the same command to go on.\n',
    )
    expect(folder.files()).toEqual([
      '.polyglot/outputs.json',
      'a.es.md',
      'a.md',
      'polyglot.config.mjs',
    ])

    folder.write('fast', '')
    const { stdout: json } = await folder.run('translate', '--json')
    expect(JSON.parse(json)).toMatchObject({ cached: 1, sent: 1, written: ['a.fr.md'] })
  })
}
