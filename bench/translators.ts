import { defineTranslator } from '../src/index.ts'
import type { AlignedSpan, Batch, Limits, Translation, Translator } from '../src/types.ts'

export type Tags = Translator['tags']

export interface InstantOptions {
  tags: Tags
  limits?: Partial<Limits>
  /** What becomes of one text; the default is `suffixed`. */
  answer?: (text: string) => string
  /** Told of every call before it is answered; the answer waits for it. */
  onCall?: (batch: Batch) => unknown
}

/** A translator that costs next to nothing, with the tags of any kind of real one. */
export function instant({ tags, limits, answer = suffixed, onCall }: InstantOptions): Translator {
  return defineTranslator({
    name: 'instant',
    tags,
    limits: { segments: 300, characters: 40_000, ...limits },
    async translate(batch) {
      await onCall?.(batch)
      if (tags !== 'alignment') return batch.texts.map(answer)
      return batch.texts.map((text) => aligned(text, answer(text)))
    },
  })
}

/** A lower-case word that is not a part of a name, a tag or an entity. */
const WORD = /(?<![\w<&/])[a-z]{3,}(?![\w;>])/g

/** `See <g1>the door</g1>.` → `See <g1>theo dooro</g1>.`: other words in the same places. */
export function suffixed(text: string): string {
  return text.replace(WORD, '$&o')
}

function aligned(source: string, text: string): Translation {
  const [before, after] = [source, text].map((side) => [...side.matchAll(/\S+/g)])
  if (before!.length !== after!.length) return { text }
  const alignment = before!.map(({ index, 0: word }, at): AlignedSpan => {
    const { index: target, 0: translated } = after![at]!
    return [index, index + word.length, target, target + translated.length]
  })
  return { text, alignment }
}
