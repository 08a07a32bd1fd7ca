import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { MODELS } from '../../deploy/models.ts'
import { createFolder } from '../cli/run-cli.ts'
import { answered, CONTAINER, python, serve } from './serve.ts'

const POST = `---
title: The first page
draft: false
---

# Links stay

The cache keeps **every sentence** that was translated. It takes [ten seconds](https://example.org/a?b=1#c) to build.

- Code is left alone: \`npm run build\`.
- Is this the first page?

\`\`\`sh
npm install
\`\`\`
`

function blog(address: string) {
  const folder = createFolder()
  folder.write('posts/first.md', POST)
  return {
    ...folder,
    async translate() {
      const args = ['posts/*.md', '--to', 'es', '--fail-on', 'never', '--json']
      const finished = await folder.run('translate', ...args, '--translator', `http:${address}`)
      expect(finished.stderr).toBe('')
      return { code: finished.code, summary: JSON.parse(finished.stdout) }
    },
  }
}

/** Everything that no translator may change. */
function skeleton(text: string) {
  return {
    fences: text.match(/```sh\n[^`]*```/g),
    code: text.match(/`npm run build`/g),
    links: text.match(/\]\(\S+\)/g),
    headings: text.match(/^# /gm)?.length,
    items: text.match(/^- /gm)?.length,
    draft: text.includes('\ndraft: false\n'),
    lines: text.split('\n').length,
  }
}

// What random weights say fails them. All that keep a page whole stay on.
const JUDGES = ['length', 'lengthDoubtful', 'repetition', 'brackets', 'quotes', 'question']
const CONFIG = `export default { checks: {
${[...JUDGES, 'script', 'scriptMixed', 'markdown', 'escapes', 'syntax', 'entities', 'chat']
  .map((name) => `  ${name}: 'off',`)
  .join('\n')}
} }
`

test.skipIf(!python)(
  'command line, http translator, serve.py and a tiny SeamlessM4T write a page, and a second run sends nothing',
  { timeout: 240_000 },
  async () => {
    const parent = mkdtempSync(join(tmpdir(), 'polyglot-chain-'))
    onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
    const model = join(parent, 'model')
    const make = [join(import.meta.dirname, 'tiny.py'), 'seamless', model]
    execFileSync(python!.python, ['-B', ...make], { stdio: 'ignore' })
    const server = await serve(['--model-dir', model])
    expect(server.log()).toContain('Ready: model (seamless/transformers), 9 languages')

    const { translate, read, write } = blog(server.address)
    write('polyglot.config.mjs', CONFIG)
    const first = await translate()
    expect(first.code).toBe(0)
    expect(first.summary).toMatchObject({ segments: 6, cached: 0, written: ['posts/first.es.md'] })
    expect(first.summary.sent).toBeGreaterThanOrEqual(6)
    expect(answered(server)).toBe(first.summary.requests)
    const page = read('posts/first.es.md')
    expect(skeleton(page)).toEqual(skeleton(POST))
    // The model's words are on the page: those that it says when it is asked without the library.
    const body = JSON.stringify({
      source: 'eng',
      target: 'spa',
      texts: ['Is this the first page?'],
    })
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(`${server.address}/invocations`, { method: 'POST', body, headers })
    const { results } = (await reply.json()) as { results: [{ text: string }] }
    expect(page).toContain(`- ${results[0].text}\n`)

    const second = await translate()
    expect(second).toMatchObject({ code: 0, summary: { sent: 0, requests: 0, written: [] } })
    expect(read('posts/first.es.md')).toBe(page)
    expect(answered(server)).toBe(first.summary.requests + 1)
    expect(await server.stop()).toBe(0)
  },
)

test.skipIf(!python)(
  "the same chain with the stub publishes the stub's words, and a second run sends nothing",
  { timeout: 120_000 },
  async () => {
    const server = await serve([], { POLYGLOT_MODEL_FAMILY: 'stub' })
    const { translate, read } = blog(server.address)
    const first = await translate()
    expect(first).toMatchObject({ code: 0, summary: { sent: 6, findings: [] } })
    const page = read('posts/first.es.md')
    expect(skeleton(page)).toEqual(skeleton(POST))
    expect(page).toContain('# \\[spa] Links stay\n')
    const requests = answered(server)
    const second = await translate()
    expect(second).toMatchObject({ code: 0, summary: { sent: 0, requests: 0, written: [] } })
    expect(answered(server)).toBe(requests)
    expect(await server.stop()).toBe(0)
  },
)

test.skipIf(!python)('the container knows the models that `endpoint up` knows', () => {
  const words = 'import json, weights; print(json.dumps(weights.MODELS))'
  const options = { cwd: join(CONTAINER, 'code'), encoding: 'utf8' as const }
  const table = JSON.parse(execFileSync(python!.python, ['-B', '-c', words], options))
  const ours = Object.entries(MODELS).map(([name, { family, hub, revision }]) => [
    name,
    [family, hub, revision],
  ])
  expect(table).toEqual(Object.fromEntries(ours))
})
