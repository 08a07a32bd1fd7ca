import type { ArgsDef } from 'citty'
import { expect, test } from 'vitest'
import { checkArguments, commaSeparated } from '../../src/cli/arguments.ts'
import { nearest } from '../../src/nearest.ts'

const args: ArgsDef = {
  file: { type: 'positional', required: true },
  to: { type: 'string', valueHint: 'LANGUAGES' },
  'dry-run': { type: 'boolean' },
  'fail-on': { type: 'enum', options: ['error', 'warning'] },
}
const check = (...raw: string[]) => checkArguments(raw, args, 1)

test('what the command knows passes, in any order', () => {
  expect(() => check('a.md', '--to', 'es,fr', '--dry-run', '--fail-on=warning')).not.toThrow()
  expect(() => check('--to=es', '--', '--odd name.md')).not.toThrow()
})

test('everything else is refused with the way out', () => {
  const cases: [raw: string[], message: string][] = [
    [['a', '--dryrun'], 'There is no option --dryrun. Did you mean --dry-run?'],
    [['a', '--failOn', 'error'], 'There is no option --failOn. Did you mean --fail-on?'],
    [['a', '--no-dry-run'], 'There is no option --no-dry-run. Did you mean --dry-run?'],
    [['a', '--constructor'], 'There is no option --constructor.'],
    [['a', '-x'], 'There is no option -x.'],
    [['a', '--to'], '--to needs a value: --to LANGUAGES'],
    [['a', '--to='], '--to needs a value: --to LANGUAGES'],
    [['a', '--to', '--dry-run'], '--to needs a value: --to LANGUAGES'],
    [
      ['a', '--to', 'es', '--to', 'fr'],
      '--to is given twice. Write --to es,fr for more languages.',
    ],
    [['a', '--dry-run=no'], '--dry-run takes no value, but was given "no".'],
    [['a', '--fail-on', 'erorr'], '--fail-on must be error or warning, not "erorr".'],
    [['a', 'b'], '"b" is one file too many: this command takes 1.'],
    [[], 'Which file? Give its name.'],
  ]
  for (const [raw, message] of cases) {
    expect(() => check(...raw), raw.join(' ')).toThrow(message)
  }
})

test('lists may have blanks and stray commas', () => {
  expect(commaSeparated(' es, fr,,')).toEqual(['es', 'fr'])
  expect(commaSeparated(undefined)).toBeUndefined()
})

test('the nearest name is near', () => {
  const names = ['translator', 'to', 'from', 'force']
  expect(nearest('tranlsator', names)).toBe('translator')
  expect(nearest('form', names)).toBe('from')
  expect(nearest('t', names)).toBe('to')
  expect(nearest('banana', names)).toBeUndefined()
})
