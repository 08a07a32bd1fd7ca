import { expect, test } from 'vitest'
import { differences } from '../corpora/proof.ts'
import { rewrite } from './rewrite.ts'

test('a bar in an underlined heading makes no table of it, to any parser', () => {
  for (const words of ['| Usage', 'a | b', '|', 'Usage |'])
    for (const source of [
      'Usage\n-----\n\nText.\n',
      '> **Usage** now\n> ---\n',
      'Usage\n=====\n',
    ]) {
      const { text, reverted } = rewrite(source, () => words)
      expect(differences(source, text)).toEqual([])
      expect(reverted).toEqual([])
    }
})

test('a bar elsewhere is written as it was', () => {
  expect(rewrite('## Usage\n\nText.\n', () => 'a | b').text).toBe('## a | b\n\na | b\n')
})
