import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeTokens } from '../../src/tags/tokens.ts'
import { tagTree } from '../../src/tags/tree.ts'
import { decodeXml, encodeXml } from '../../src/tags/xml.ts'
import { anySegment, segmentOf, show } from './segments.ts'

const segment = segmentOf('I saw the *[white] house* & `npm`^.')

test('pairs, atoms and escaped text travel as XML', () => {
  expect(encodeXml(segment)).toBe('I saw the <g1><g2>white</g2> house</g1> &amp; <x3/><x4/>.')
})

test('an answer in another order is read', () => {
  const answer = 'Vi <x3/> &amp; la <g1>casa <g2>blanca</g2></g1><x4/>.'
  expect(show(segment, decodeXml(segment, answer))).toBe('Vi {3} & la *casa [blanca]*{4}.')
})

test('spaces, upper case, long atoms and other spellings of entities are understood', () => {
  const answer = ' Vi la < G1 >casa <g2 > blanca</ g2></G1> &#38; &#x3C;b&GT; <X3 /><x4></x4>.\n'
  expect(show(segment, decodeXml(segment, answer))).toBe('Vi la *casa  [blanca]* & <b> {3}{4}.')
})

test('bare < and & are text', () => {
  const answer = '1 < 2 & <g1><g2>b</g2> c</g1> <x3/><x4/>'
  expect(show(segment, decodeXml(segment, answer))).toBe('1 < 2 & *[b] c* {3}{4}')
})

test.each([
  ['a lost tag', 'la <g1>casa <g2>blanca</g2></g1> <x3/>.'],
  ['a tag twice', 'la <g1>casa <g2>blanca</g2></g1> <x3/><x4/><x4/>.'],
  ['a tag that nobody sent', 'la <g1>casa <g2>blanca</g2></g1> <x3/><x4/><x9/>.'],
  ['other markup', 'la <b>casa</b> <g1>casa <g2>blanca</g2></g1> <x3/><x4/>.'],
  ['an open pair', 'la <g1>casa <g2>blanca</g2> <x3/><x4/>.'],
  ['crossed pairs', 'la <g1>casa <g2>blanca</g1></g2> <x3/><x4/>.'],
  ['a child that left its parent', 'la <g1>casa</g1> <g2>blanca</g2> <x3/><x4/>.'],
  ['an atom that moved into a pair', 'la <g1>casa <x3/> <g2>blanca</g2></g1> <x4/>.'],
  ['a pair without words', 'la <g1>casa <g2> </g2></g1> <x3/><x4/>.'],
  ['an atom as a pair', 'la <g1>casa <g2>blanca</g2></g1> <x3>npm</x3><x4/>.'],
  ['a pair as an atom', 'la <g1>casa <g2/></g1> <x3/><x4/>.'],
])('%s makes the answer useless', (_, answer) => {
  expect(decodeXml(segment, answer)).toBeUndefined()
})

test('an empty link keeps its image', () => {
  const badge = segmentOf('See [%] now')
  expect(encodeXml(badge)).toBe('See <g1><x2/></g1> now')
  expect(show(badge, decodeXml(badge, 'Ve <g1><x2/></g1> ahora'))).toBe('Ve [{2}] ahora')
})

test('invariant 3: a translator that answers the source gives the source back', () => {
  fc.assert(
    fc.property(anySegment, (any) => {
      const placed = tagTree(any.tags).map((node) => ({
        node,
        start: node.tag.start,
        end: node.tag.end,
      }))
      const trimmed = { text: any.text.trim(), tags: any.tags }
      fc.pre(trimmed.text === any.text)
      expect(decodeXml(any, encodeXml(any))).toEqual(writeTokens(any.text, placed))
    }),
  )
})

test('invariant 3: whatever is answered, it is refused or every tag is there once', () => {
  const piece = fc.constantFrom(
    '<g1>',
    '</g1>',
    '<g2>',
    '</g2>',
    '<x3/>',
    '<x4/>',
    'casa',
    ' ',
    '<',
    '&lt;',
    '<x3>',
    '</x3>',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const tokens = decodeXml(segment, pieces.join(''))
      if (!tokens) return
      const ids = tokens.flatMap((token) =>
        token.type === 'open' || token.type === 'atom' ? token.id : [],
      )
      expect(ids.sort()).toEqual([1, 2, 3, 4])
    }),
    { examples: [[['<g1>', 'casa', '<g2>', 'casa', '</g2>', '</g1>', '<x3/>', '<x4/>']]] },
  )
})
