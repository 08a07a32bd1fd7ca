import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createFolder } from '../cli/run-cli.ts'
import { buildAndRun, countingPseudo, ENTRY, makeProject } from '../e2e/project.ts'

/*
 * Elsewhere the next run wrote over what a person had mended; or the other way round, a translation that was there once was
 * never touched again, however much its source changed.
 * generaltranslation/gt #1666, lingodotdev/lingo.dev #509, mandarin #6; Comfy-Org/ComfyUI_frontend #15062 (644 texts never
 * translated again), lobehub/lobe-cli-toolbox (skips every file that exists)
 */

const GUIDE = '# The guide\n\nOpen the door. Close the window.\n'
const FIXED = '# La guía\n\nAbre la puerta con cuidado.\n'

/** Translates into capitals. */
const CONFIG = `import { defineTranslator } from '${new URL('../../src/index.ts', import.meta.url)}'
export default {
  translator: defineTranslator({
    name: 'capitals',
    translate: async ({ texts }) => texts.map((text) => text.toUpperCase()),
  }),
}
`

function site() {
  const folder = createFolder()
  folder.write('polyglot.config.ts', CONFIG)
  folder.write('guide.md', GUIDE)
  const translate = async (...flags: string[]) => {
    const { code, stdout } = await folder.run(
      'translate',
      'guide.md',
      '--to',
      'es,fr',
      '--json',
      ...flags,
    )
    return { code, ...JSON.parse(stdout) }
  }
  return { ...folder, translate }
}

describe('a file that a person has mended', () => {
  test('is left alone and reported, whatever changes in the source', async () => {
    const { write, read, translate } = site()
    await translate()
    write('guide.es.md', FIXED)
    for (const text of [GUIDE, GUIDE.replace('door', 'gate'), `${GUIDE}\nMore of it.\n`]) {
      write('guide.md', text)
      const run = await translate()
      expect(read('guide.es.md')).toBe(FIXED)
      expect(run.findings).toMatchObject([
        { severity: 'warning', check: 'hand-edited', file: 'guide.md', locale: 'es' },
      ])
      expect(run.skipped).toMatchObject([{ output: 'guide.es.md' }])
    }
  })

  test('does not hold up the other languages', async () => {
    const { write, read, translate } = site()
    await translate()
    write('guide.es.md', FIXED)
    write('guide.md', `${GUIDE}\nMore of it.\n`)
    expect(await translate()).toMatchObject({ code: 0, written: ['guide.fr.md'] })
    expect(read('guide.fr.md')).toBe(`${GUIDE}\nMore of it.\n`.toUpperCase())
  })

  test('stays when only a blank was changed, or the line endings', async () => {
    const { write, read, translate } = site()
    await translate()
    const mended = read('guide.es.md').replaceAll('\n', '\r\n')
    write('guide.es.md', mended)
    write('guide.md', GUIDE.replace('door', 'gate'))
    await translate()
    expect(read('guide.es.md')).toBe(mended)
  })

  test('that was written before the first run stays', async () => {
    const { write, read, translate } = site()
    write('guide.es.md', FIXED)
    expect((await translate()).findings).toMatchObject([{ check: 'foreign', locale: 'es' }])
    expect(read('guide.es.md')).toBe(FIXED)
  })

  test('ends a run for CI that wants to know, and gives way to --force only', async () => {
    const { write, read, translate } = site()
    await translate()
    write('guide.es.md', FIXED)
    write('guide.md', GUIDE.replace('door', 'gate'))
    expect((await translate('--fail-on', 'warning')).code).toBe(1)
    expect(read('guide.es.md')).toBe(FIXED)
    expect((await translate('--force')).written).toEqual(['guide.es.md'])
    expect(read('guide.es.md')).not.toBe(FIXED)
  })
})

describe('a source that has changed', () => {
  test('changes its translation, by the sentence', async () => {
    const { write, read, translate } = site()
    await translate()
    write('guide.md', GUIDE.replace('Close', 'Open'))
    expect(await translate()).toMatchObject({ sent: 2, written: ['guide.es.md', 'guide.fr.md'] })
    expect(read('guide.es.md')).toBe('# THE GUIDE\n\nOPEN THE DOOR. OPEN THE WINDOW.\n')
  })

  test('loses in the translation what it has lost', async () => {
    const { write, read, translate } = site()
    await translate()
    write('guide.md', '# The guide\n')
    expect(await translate()).toMatchObject({ sent: 0 })
    expect(read('guide.es.md')).toBe('# THE GUIDE\n')
  })

  test('in all of 644 sentences, changes all of them', async () => {
    const { write, read, translate } = site()
    const lines = (word: string) =>
      `${Array.from({ length: 644 }, (_, index) => `- The ${word} has the number ${index}.`).join('\n')}\n`
    write('guide.md', lines('kettle'))
    await translate()
    write('guide.md', lines('teapot'))
    expect(await translate()).toMatchObject({ sent: 2 * 644 })
    expect(read('guide.es.md')).toBe(lines('teapot').toUpperCase())
  })

  test('changes the next build of a site', async () => {
    const project = makeProject({
      [ENTRY]: `export { default as guide } from './guide.md?lang=es'\n`,
      'guide.md': GUIDE,
    })
    const translator = countingPseudo()
    const { exports: before } = await buildAndRun(project, { translator })
    const file = join(project.root, 'guide.md')
    writeFileSync(file, readFileSync(file, 'utf8').replace('door', 'gate'))
    const { exports: after } = await buildAndRun(project, { translator })
    expect(translator.sent).toHaveLength(4)
    expect(translator.sent[3]).toBe('Open the gate.')
    expect(after.guide).not.toBe(before.guide)
  })
})
