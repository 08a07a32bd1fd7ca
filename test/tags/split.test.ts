import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitAtTags } from '../../src/tags/split.ts'
import { anySegment, segmentOf, show } from './segments.ts'

test('the stretches between tags are translated one by one', () => {
  const segment = segmentOf('Run `npm test`, then see [the *long* log] (or ask)^.')
  const { pieces, join } = splitAtTags(segment)
  expect(pieces).toEqual(['Run', 'then see', 'the', 'long', 'log', '(or ask)'])
  expect(
    show(segment, join(['Corre', 'después ve', 'el', 'largo.', ' registro', '(o pregunta)'])),
  ).toBe('Corre {1}, después ve [el *largo* registro] (o pregunta){4}.')
})

test('an empty answer leaves the source', () => {
  const segment = segmentOf('Run `npm` [now]')
  expect(show(segment, splitAtTags(segment).join(['', ' ']))).toBe('Run {1} [now]')
})

test('invariant 3: pieces that come back as they were give the source, and no answer loses a tag', () => {
  fc.assert(
    fc.property(anySegment, (segment) => {
      const { pieces, join } = splitAtTags(segment)
      const atoms = segment.tags.filter((tag) => tag.kind === 'atom')
      const textOf = (translations: string[]) =>
        join(translations)
          .map((token) => {
            if (token.type === 'text') return token.value
            const atom = token.type === 'atom' && atoms.find((tag) => tag.id === token.id)
            return atom ? segment.text.slice(atom.start, atom.end) : ''
          })
          .join('')
      expect(textOf(pieces)).toBe(segment.text)
      const ids = join(pieces.map(() => '')).flatMap((token) =>
        token.type === 'open' || token.type === 'atom' ? token.id : [],
      )
      expect(ids).toEqual(segment.tags.map((tag) => tag.id))
    }),
  )
})
