import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentKey, pairKey, segmentKey } from '../../src/cache/keys.ts'

const parts = { text: 'Hello.', from: 'en', to: 'es', fingerprint: 'apertium@1' }

describe('segmentKey', () => {
  it('invariant 5: depends on the text, both locales and the fingerprint, and on nothing else', () => {
    const keys = [
      parts,
      { ...parts, text: 'Hello!' },
      { ...parts, text: 'Hello. ' },
      { ...parts, from: 'en-GB' },
      { ...parts, to: 'fr' },
      { ...parts, fingerprint: 'apertium@2' },
    ].map(segmentKey)
    expect(new Set(keys).size).toBe(keys.length)
    expect(segmentKey({ ...parts, path: 'a.md' } as typeof parts)).toBe(segmentKey(parts))
  })

  it('stays the same from release to release', () => {
    expect(segmentKey(parts)).toBe('WVZDHAhZ3FWGsAdaz8BdW37UxE')
    expect(documentKey({ text: '# Hi\n', to: 'es' })).toBe('scfgoWXpd7A5aSjOIf7ihL')
  })

  it('is short, plain and begins with the key of its language pair', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(segmentKey({ ...parts, text })).toMatch(/^[\w-]{26}$/)
        expect(segmentKey({ ...parts, text }).startsWith(pairKey('en', 'es'))).toBe(true)
      }),
    )
  })

  it('cannot be made equal by moving characters from one part to the next', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(20), (text, fingerprint, cut) => {
        fc.pre(cut < text.length)
        const moved = {
          ...parts,
          text: text.slice(0, cut),
          fingerprint: text.slice(cut) + fingerprint,
        }
        expect(segmentKey(moved)).not.toBe(segmentKey({ ...parts, text, fingerprint }))
      }),
    )
  })
})

describe('documentKey', () => {
  it('depends on every part and its name, and not on their order', () => {
    expect(documentKey({ text: 'a', to: 'es', by: 'x' })).toBe(
      documentKey({ by: 'x', to: 'es', text: 'a' }),
    )
    const keys = [
      { text: 'a', to: 'es' },
      { text: 'a', from: 'es' },
      { text: 'a', to: 'fr' },
      { text: 'b', to: 'es' },
      { text: 'a' },
      { text: 'a', to: 'es', by: '' },
    ].map((given) => documentKey(given as { text: string }))
    expect(new Set(keys).size).toBe(keys.length)
  })
})
