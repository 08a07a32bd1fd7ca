import { expect, test } from 'vitest'
import { createFolder } from './run-cli.ts'

function document() {
  const folder = createFolder()
  folder.write('a.md', '# Hello\n\nSee **the docs** in `npm`. Bye.\n')
  return folder
}

test('shows every unit and segment with span, tags, key and whether it is cached, and makes nothing', async () => {
  const { run, files } = document()
  const { code, stdout, stderr } = await run('inspect', 'a.md', '--to', 'es')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const lines = stdout.replaceAll(/key \S+/g, 'key KEY').split('\n')
  expect(lines).toEqual([
    'line 1  heading  characters 2–7',
    '  new     Hello',
    '          key KEY',
    '',
    'line 3  paragraph  characters 9–40',
    '  new     See the docs in npm.',
    '          tag 1 strong (pair) 4–12 "the docs"',
    '          tag 2 inlineCode (atom) 16–19 "npm"',
    '          key KEY',
    '  new     Bye.',
    '          key KEY',
    '',
    'a.md: 2 units, 3 segments, 0 cached',
    '',
  ])
  expect(files()).toEqual(['a.md'])
})

test('shows the translations that the cache has', async () => {
  const { run } = document()
  await run('translate', 'a.md', '--to', 'es')
  const { stdout } = await run('inspect', 'a.md', '--to', 'es')
  expect(stdout).toMatch(/ {2}cached {2}Hello\n {10}«.+»\n/)
  expect(stdout).toContain('a.md: 2 units, 3 segments, 3 cached')
})

test('--json prints one object with the document’s own offsets', async () => {
  const { run, read } = document()
  const { stdout } = await run('inspect', 'a.md', '--to', 'es', '--json')
  const { file, to, units } = JSON.parse(stdout)
  expect({ file, to }).toEqual({ file: 'a.md', to: 'es' })
  const texts = units.map(({ start, end }: { start: number; end: number }) =>
    read('a.md').slice(start, end),
  )
  expect(texts).toEqual(['Hello', 'See **the docs** in `npm`. Bye.'])
})

test('help and version answer at once, without colours where nobody sees them', async () => {
  const { run } = createFolder()
  const [help, translate, version, nothing] = await Promise.all([
    run('--help'),
    run('translate', 'x.md', '--help'),
    run('--version'),
    run(),
  ])
  expect(help).toMatchObject({ code: 0, stderr: '' })
  expect(help.stdout).toContain('polyglot inspect posts/hello.md --to es')
  expect(translate).toMatchObject({ code: 0, stderr: '' })
  for (const option of ['from', 'to', 'translator', 'out', 'dry-run', 'json', 'config', 'force']) {
    expect(translate.stdout).toContain(`--${option}`)
  }
  expect(translate.stdout).toContain('--fail-on=<error|warning|never>')
  expect(help.stdout + translate.stdout).not.toContain('\u001B')
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(nothing).toMatchObject({ code: 2, stdout: '', stderr: help.stdout })
})
