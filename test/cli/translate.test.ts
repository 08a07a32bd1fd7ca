import { statSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { expect, test } from 'vitest'
import { MANIFEST } from '../../src/cli/manifest.ts'
import { createFolder } from './run-cli.ts'

const HELLO = '# Hello\n\nSee **the docs** at [home](https://example.org). It takes 12 minutes.\n'

function blog() {
  const folder = createFolder()
  folder.write('posts/hello.md', HELLO)
  folder.write('posts/ünï code [x].md', '# World\n\nIt takes 12 minutes.\n')
  const json = async (...args: string[]) => {
    const finished = await folder.run('translate', ...args, '--json')
    return { ...finished, summary: JSON.parse(finished.stdout) }
  }
  return { ...folder, json }
}

const OUTPUTS = ['es', 'fr'].flatMap((locale) => [
  `posts/hello.${locale}.md`,
  `posts/ünï code [x].${locale}.md`,
])

test('every document is written in every language, and a second run sends and touches nothing', async () => {
  const { run, json, read, path, files } = blog()
  const first = await run('translate', 'posts/*.md', '--to', 'es,fr')
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toContain('2 documents into Spanish (es) and French (fr)')
  expect(first.stdout).toMatch(/files written +4\n/)
  expect(read('posts/hello.es.md')).toMatch(/^# «.*»\n\n«.*\*\*.*\*\*.*\[.*\]\(https:.*12 .*».*\n$/)

  const before = OUTPUTS.map((file) => statSync(join(path, file)))
  const second = await json('posts/*.md', '--to', 'es,fr')
  expect(second).toMatchObject({ code: 0, stderr: '' })
  expect(second.summary).toEqual({
    documents: 4,
    units: 8,
    segments: 10,
    // "It takes 12 minutes." stands in both documents and counts once per language.
    cached: 8,
    sent: 0,
    sentCharacters: 0,
    requests: 0,
    written: [],
    skipped: [],
    findings: [],
  })
  const after = OUTPUTS.map((file) => statSync(join(path, file)))
  expect(after.map(({ ino, mtimeMs }) => [ino, mtimeMs])).toEqual(
    before.map(({ ino, mtimeMs }) => [ino, mtimeMs]),
  )
  expect(files()).toEqual([MANIFEST, 'posts/hello.md', 'posts/ünï code [x].md', ...OUTPUTS].sort())
})

test('a glob over everything never translates a translation, with a manifest or without', async () => {
  const { json, path, files } = blog()
  const first = await json('**/*.md', '--to', 'es')
  expect(first.summary.written).toEqual([OUTPUTS[0], OUTPUTS[1]])
  const other = await json('**/*.md', '--to', 'fr')
  expect(other.summary.written).toEqual([OUTPUTS[2], OUTPUTS[3]])
  unlinkSync(join(path, MANIFEST))
  const again = await json('**/*.md', '--to', 'fr')
  expect(again).toMatchObject({
    code: 0,
    summary: { documents: 2, sent: 0, written: [], findings: [] },
  })
  expect(again.summary.skipped.map(({ file }: { file: string }) => file)).toEqual(
    OUTPUTS.slice(0, 2),
  )
  expect(files()).toHaveLength(7)
})

test('a translation that was edited by hand stays, is reported, and gives way to --force', async () => {
  const { json, write, read } = blog()
  await json('posts/hello.md', '--to', 'es')
  write('posts/hello.es.md', '# Hola\n')
  write('posts/hello.md', HELLO.replace('Hello', 'Goodbye'))

  const run = await json('posts/hello.md', '--to', 'es')
  expect(run.code).toBe(0)
  expect(run.summary).toMatchObject({
    sent: 1,
    written: [],
    skipped: [{ file: 'posts/hello.md', locale: 'es', output: 'posts/hello.es.md' }],
    findings: [{ severity: 'warning', check: 'hand-edited', file: 'posts/hello.md', locale: 'es' }],
  })
  expect(read('posts/hello.es.md')).toBe('# Hola\n')
  expect((await json('posts/hello.md', '--to', 'es', '--fail-on', 'warning')).code).toBe(1)

  const forced = await json('posts/hello.md', '--to', 'es', '--force')
  expect(forced.summary).toMatchObject({ sent: 0, written: ['posts/hello.es.md'], findings: [] })
  expect(read('posts/hello.es.md')).toContain('12')
})

test('a file that polyglot did not write stays, and one that says the same is adopted', async () => {
  const { json, write, read, path } = blog()
  await json('posts/hello.md', '--to', 'es,fr')
  unlinkSync(join(path, MANIFEST))
  write('posts/hello.fr.md', '# Bonjour\n')

  const run = await json('posts/hello.md', '--to', 'es,fr')
  expect(run.summary.findings).toMatchObject([
    { severity: 'warning', check: 'foreign', locale: 'fr' },
  ])
  expect(read('posts/hello.fr.md')).toBe('# Bonjour\n')
  expect(Object.keys(JSON.parse(read(MANIFEST)).outputs)).toEqual(['posts/hello.es.md'])

  const forced = await json('posts/hello.md', '--to', 'es,fr', '--force')
  expect(forced.summary.written).toEqual(['posts/hello.fr.md'])
})

test('a damaged manifest costs nothing: it is told, kept, and the translations are adopted', async () => {
  const { json, write, read, files } = blog()
  await json('posts/hello.md', '--to', 'es')
  const manifest = read(MANIFEST)
  write(MANIFEST, `<<<<<<< HEAD\n${manifest}`)
  const run = await json('posts/hello.md', '--to', 'es')
  expect(run).toMatchObject({ code: 0, summary: { written: [], skipped: [] } })
  expect(run.summary.findings).toMatchObject([{ severity: 'warning', check: 'manifest' }])
  expect(read(MANIFEST)).toBe(manifest)
  expect(files().filter((file) => file.includes('.broken-'))).toHaveLength(1)
})

test('the translation of a document that is gone is reported, never deleted', async () => {
  const { json, path, files } = blog()
  await json('posts/*.md', '--to', 'es')
  unlinkSync(join(path, 'posts/hello.md'))
  const run = await json('posts/*.md', '--to', 'es')
  expect(run).toMatchObject({ code: 0 })
  expect(run.summary.findings).toMatchObject([{ check: 'orphan', file: 'posts/hello.md' }])
  expect(files()).toContain('posts/hello.es.md')
  unlinkSync(join(path, 'posts/hello.es.md'))
  expect((await json('posts/*.md', '--to', 'es')).summary.findings).toEqual([])
})

test('--dry-run counts like the run, sends nothing and writes nothing', async () => {
  const { run, json, files } = blog()
  const before = files()
  const dry = await json('posts/*.md', '--to', 'es,fr', '--dry-run')
  expect(files()).toEqual(before)
  expect(dry).toMatchObject({
    code: 0,
    summary: { documents: 4, cached: 0, sent: 8, requests: 0, written: [] },
  })
  const text = await run('translate', 'posts/*.md', '--to', 'es,fr', '--dry-run')
  expect(text.stdout).toContain('nothing was sent and nothing was written')
  expect(text.stdout).toMatch(
    /language +documents +segments +cached +to send +characters\n +Spanish/,
  )
  expect(files()).toEqual(before)

  const { summary } = await json('posts/*.md', '--to', 'es,fr')
  const { sent, documents, units, segments } = summary
  expect(dry.summary).toMatchObject({ sent, documents, units, segments })
})

test('byte order mark and CRLF stay', async () => {
  const { json, write, read } = blog()
  write('a.md', '\uFEFF# Hello\r\n\r\nWorld\r\n')
  expect((await json('a.md', '--to', 'es')).code).toBe(0)
  expect(read('a.es.md')).toMatch(/^\uFEFF# «.*»\r\n\r\n«.*»\r\n$/)
})

test('a document that is not UTF-8 is a finding and is not written; the others are', async () => {
  const { json, run, write, files } = blog()
  write('posts/latin.md', Buffer.from('# Caf\xe9\n', 'latin1'))
  const result = await json('posts/*.md', '--to', 'es')
  expect(result.code).toBe(1)
  expect(result.summary.findings).toMatchObject([
    { severity: 'error', check: 'encoding', file: 'posts/latin.md', line: 1 },
  ])
  expect(result.summary.findings[0].message).toContain('byte 5 ')
  expect(result.summary.written).toHaveLength(2)
  expect(files()).not.toContain('posts/latin.es.md')
  expect((await json('posts/*.md', '--to', 'es', '--fail-on', 'never')).code).toBe(0)

  const { stdout } = await run('translate', 'posts/*.md', '--to', 'es')
  expect(stdout).toContain('posts/latin.md\n  error  encoding\n    The file is not valid UTF-8')
  expect(stdout).toContain('1 error, 0 warnings.')
})

test('a file that a glob found and nobody can read is a finding', async () => {
  const { json, path } = blog()
  symlinkSync('/proc/self/mem', join(path, 'posts/mem.md'))
  const { code, summary } = await json('posts/*.md', '--to', 'es')
  expect(code).toBe(1)
  expect(summary.findings).toMatchObject([{ check: 'file', file: 'posts/mem.md' }])
  expect(summary.written).toHaveLength(2)
})

test('an output that cannot be written is a finding; the others are written', async () => {
  const { json, write } = blog()
  write('posts/hello.es.md/in the way', '')
  const { code, summary } = await json('posts/*.md', '--to', 'es')
  expect(code).toBe(1)
  expect(summary.findings).toMatchObject([
    { check: 'output', file: 'posts/hello.md', locale: 'es' },
  ])
  expect(summary.written).toEqual(['posts/ünï code [x].es.md'])
})

test('a document that is not to be translated is skipped with the reason', async () => {
  const { json, write, files } = blog()
  write('draft.md', '---\ntranslate: false\n---\n\nDraft\n')
  const { code, summary } = await json('draft.md', '--to', 'es')
  expect(code).toBe(0)
  expect(summary.skipped).toMatchObject([
    { file: 'draft.md', reason: expect.stringContaining('translate') },
  ])
  expect(files()).not.toContain('draft.es.md')
})

test('--out decides where translations go, with the language as it was written', async () => {
  const { json } = blog()
  const out = 'i18n/[lang]/[dir]/[name].[locale][ext]'
  const { summary } = await json('posts/hello.md', '--to', 'spa,pt_BR', '--out', out)
  expect(summary.written).toEqual(['i18n/spa/posts/hello.es.md', 'i18n/pt_BR/posts/hello.pt-BR.md'])
})

test('the configuration gives everything, and flags override it', async () => {
  const { json, write } = blog()
  write(
    'polyglot.config.ts',
    `const to: string[] = ['es']
     export default { to, documents: ['posts/*.md', '!posts/ü*'], out: 'out/[name].[locale][ext]' }`,
  )
  expect((await json()).summary.written).toEqual(['out/hello.es.md'])
  expect((await json('--to', 'fr', '--out', '[name].[locale][ext]')).summary.written).toEqual([
    'hello.fr.md',
  ])
})

test('what cannot be done is one clear line, exit 2, and nothing is written', async () => {
  const { run, write, files, path } = blog()
  write('broken.config.ts', 'export default {')
  write('unknown.config.ts', 'export default { translators: 1 }')
  symlinkSync('/proc/self/mem', join(path, 'mem.md'))
  const before = files()
  const cases: [args: string[], line: string][] = [
    [['tranlate'], 'There is no command tranlate. Did you mean translate?'],
    [['--json'], 'The command comes first, then its options'],
    [['translate', 'posts/*.md', '--tu', 'es'], 'There is no option --tu. Did you mean --to?'],
    [['translate', 'posts/*.md'], 'No language to translate into. Give --to es,fr'],
    [['translate', '--to', 'es'], 'No documents. Name files or globs'],
    [['translate', 'gone.md', '--to', 'es'], 'There is no file gone.md in '],
    [['translate', 'posts', '--to', 'es'], 'posts is a folder. To translate the documents in it'],
    [['translate', 'posts/*.txt', '--to', 'es'], 'matches "posts/*.txt"'],
    [['translate', 'posts/*.md', 'mem.md', '--to', 'es'], 'mem.md: The file cannot be read'],
    [['translate', 'posts/*.md', '--to', 'klingon'], '"klingon" is not a language code'],
    [['translate', 'posts/*.md', '--to', 'es', '--translator', 'psuedo'], 'pseudo'],
    [['translate', 'posts/*.md', '--to', 'es', '--out', '[x].md'], 'unknown token [x]'],
    [['translate', 'posts/*.md', '--to', 'es', '--out', 'a.md'], 'would both be written to a.md'],
    [['translate', 'posts/*.md', '--to', 'es', '--fail-on', 'errors'], '--fail-on must be error, '],
    [['translate', 'posts/*.md', '--to', 'es', '--cache', '/proc/x.sqlite'], 'could not be opened'],
    [['translate', '--config', 'no.ts'], 'There is no configuration file no.ts in '],
    [['translate', '--config', 'broken.config.ts'], 'The configuration broken.config.ts cannot be'],
    [
      ['translate', '--config', 'unknown.config.ts'],
      '"translators" is not an option. Did you mean',
    ],
    [['inspect', '--to', 'es'], 'Which file? Give its name.'],
    [['inspect', 'posts/hello.md'], 'Give one language to look up, such as --to es.'],
  ]
  const limit = pLimit(2)
  const results = await limit.map(cases, ([args]) => run(...args))
  for (const [i, [args, line]] of cases.entries()) {
    const { code, stdout, stderr } = results[i]!
    expect(stderr, args.join(' ')).toContain(line)
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }, args.join(' ')).toEqual({
      code: 2,
      stdout: '',
      lines: 1,
    })
  }
  expect(files()).toEqual(before)
}, 60_000)

test('a translation that is named alone is refused', async () => {
  const { json, run } = blog()
  await json('posts/hello.md', '--to', 'es')
  expect(await run('translate', 'posts/hello.es.md', '--to', 'es')).toMatchObject({
    code: 2,
    stderr:
      'polyglot: Nothing to translate: posts/hello.es.md is a translation, and those are never translated again.\n',
  })
})

test('two runs at once lose no entry of the manifest', async () => {
  const { json, read } = blog()
  await Promise.all(['es', 'fr', 'de'].map((to) => json('posts/*.md', '--to', to)))
  const { summary } = await json('posts/*.md', '--to', 'es,fr,de')
  expect(summary).toMatchObject({ sent: 0, written: [], findings: [] })
  expect(Object.keys(JSON.parse(read(MANIFEST)).outputs)).toHaveLength(6)
})
