import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkAnswer } from '../../src/checks/index.ts'
import { loadDetector } from '../../src/checks/language.ts'
import { parseLocale } from '../../src/locales.ts'

/**
 * TypeScript's messages and what people made of them: 2,080 texts in each of 13 languages, full of code words, quotes and
 * numbers. What is said of these is said without cause, but for a handful of slips of their translators.
 */
const LIBRARY = dirname(createRequire(import.meta.url).resolve('typescript'))
const LANGUAGES = 'cs de es fr it ja ko pl pt-br ru tr zh-cn zh-tw'.split(' ')
const english = messagesOf(readFileSync(join(LIBRARY, '_tsc.js'), 'utf8'))
const scoresOf = await loadDetector()

function messagesOf(compiler: string): Map<string, string> {
  const calls = compiler.matchAll(/diag\(\d+, \d[^,]*, ("[^"]*"), ("(?:[^"\\]|\\.)*")/g)
  return new Map(
    Array.from(calls, ([, key, text]) => [JSON.parse(key!), standIns(JSON.parse(text!))]),
  )
}

/** `{0}` travels as code does. */
function standIns(text: string): string {
  return text.replace(/\{(\d)\}/g, (_, number) => `X${Number(number) + 1}`)
}

function translationsOf(code: string): [source: string, target: string][] {
  const file = join(LIBRARY, code, 'diagnosticMessages.generated.json')
  const translated: Record<string, string> = JSON.parse(readFileSync(file, 'utf8').trim())
  return Object.entries(translated).flatMap(([key, target]) => {
    const source = english.get(key)
    return source === undefined ? [] : [[source, standIns(target)]]
  })
}

describe.each(LANGUAGES)('human translations into %s', (code) => {
  const to = parseLocale(code)
  const pairs = translationsOf(code)
  const found = pairs.flatMap(([source, target]) => {
    const severities = { language: 'warning' } as const
    return checkAnswer(source, target, { from: 'en', to }, severities, { scoresOf })
  })
  const share = (severity: string) =>
    found.filter((problem) => problem.severity === severity).length / pairs.length

  test('are rejected in less than 6 of 1,000 cases', () => {
    expect(pairs.length).toBeGreaterThan(2000)
    expect(share('error')).toBeLessThan(0.006)
  })

  test('are doubted in less than 8 of 1,000', () => {
    expect(share('warning')).toBeLessThan(0.008)
  })
})
