import { describe, expect, test } from 'vitest'
import { createFolder } from '../cli/run-cli.ts'
import { type Answering, knowing, openProject } from './lab.ts'

/*
 * Elsewhere an answer was stored before it was looked at: the reply of the source itself, of a whole page in a fence or of an
 * apology was in the cache, and every later run published it without asking again.
 * pelikhan/action-continuous-translation (cache before check), diplodoc-platform/cli #2170, failproofai #685,
 * qwen-code-docs #159
 */

const ILL = 'Open the file and read the first line.'
const GOOD = 'Abre el archivo y lee la primera línea.'
const text = `# Guide\n\n- ${ILL} Then close it.\n- Done.\n`
const well: Answering = knowing({ [ILL]: GOOD })
const publishedIll = `# GUIDE\n\n- ${ILL} THEN CLOSE IT.\n- DONE.\n`
const publishedWell = `# GUIDE\n\n- ${GOOD} THEN CLOSE IT.\n- DONE.\n`

const ANSWERS: [what: string, answer: string][] = [
  ['the source itself', ILL],
  ['the source in other marks', `“${ILL}”`],
  ['nothing', ''],
  ['blanks', ' \n '],
  ['a fence around it', `\`\`\`\n${GOOD}\n\`\`\``],
  ['a fence with a language', `\`\`\`markdown\n${GOOD}\n\`\`\``],
  ['a fence that is not closed', `\`\`\`\n${GOOD}`],
  ['a tilde fence', `~~~\n${GOOD}\n~~~`],
  ['backticks', `\`${GOOD}\``],
  ['quotation marks', `"${GOOD}"`],
  ['an introduction', `Here is the translation:\n\n${GOOD}`],
  ['an introduction in Spanish', `Aquí está la traducción: ${GOOD}`],
  ['an apology', "I'm sorry, but I cannot translate this text."],
  ['a refusal', 'I cannot assist with that request.'],
  ['a heading in front', `# Guía\n\n${GOOD}`],
  ['front matter in front', `---\ntitle: Guía\n---\n\n${GOOD}`],
  ['JSON', `{"translation": "${GOOD}"}`],
  ['a page of HTML', `<p>${GOOD}</p>`],
  ['unknown words', 'Abre el ⁇ y lee la ⁇ línea.'],
]

describe('an answer that is no translation is neither published nor kept', () => {
  test.each(ANSWERS)('%s', async (_, answer) => {
    const { build } = openProject()
    const first = await build(text, knowing({ [ILL]: answer }))
    expect(first.text).toBe(publishedIll)
    expect(first.report).toMatchObject({
      complete: false,
      findings: [{ severity: 'error', line: 3, source: ILL }],
    })
    const second = await build(text, well)
    expect(second.sent).toEqual([ILL])
    expect(second.text).toBe(publishedWell)
    expect(second.report).toMatchObject({ complete: true, findings: [] })
    const third = await build(text, () => 'never asked')
    expect(third.sent).toEqual([])
    expect(third.text).toBe(publishedWell)
  })

  test.each(['refused', 'thrown'])('an answer that was %s', async (way) => {
    const { build } = openProject()
    const first = await build(text, (each) => {
      if (each !== ILL) return each.toUpperCase()
      if (way === 'thrown') throw new Error('out of memory')
      return { error: 'too long' }
    })
    expect(first.text).toBe(publishedIll)
    const second = await build(text, well)
    expect(second.sent).toEqual([ILL])
    expect(second.text).toBe(publishedWell)
  })
})

test('what an earlier version let into the cache is looked at again, and asked for again', async () => {
  const { build } = openProject()
  const fenced = `\`\`\`${GOOD}\`\`\``
  const lax = { options: { checks: { markdown: 'off' } } } as const
  const before = await build(text, knowing({ [ILL]: fenced }), lax)
  expect(before.report.complete).toBe(true)
  const after = await build(text, well)
  expect(after.sent).toEqual([ILL])
  expect(after.text).toBe(publishedWell)
})

test('from one process to the next it is the same', async () => {
  const { run, write, read } = createFolder()
  const { href } = new URL('../../src/index.ts', import.meta.url)
  write(
    'polyglot.config.ts',
    `import { readFileSync } from 'node:fs'
import { defineTranslator } from '${href}'
const mood = readFileSync(new URL('./mood.txt', import.meta.url), 'utf8').trim()
export default {
  translator: defineTranslator({
    name: 'moody',
    translate: async ({ texts }) =>
      texts.map((text) => (mood === 'ill' && text.startsWith('Open') ? '\`\`\`' + text : text.toUpperCase())),
  }),
}
`,
  )
  write('page.md', text)
  write('mood.txt', 'ill')
  const ill = await run('translate', 'page.md', '--to', 'es', '--json')
  expect({ code: ill.code, sent: JSON.parse(ill.stdout).sent }).toEqual({ code: 1, sent: 4 })
  expect(read('page.es.md')).toBe(publishedIll)
  write('mood.txt', 'well')
  const second = await run('translate', 'page.md', '--to', 'es', '--json')
  expect({ code: second.code, sent: JSON.parse(second.stdout).sent }).toEqual({ code: 0, sent: 1 })
  expect(read('page.es.md')).toBe(text.toUpperCase())
})
