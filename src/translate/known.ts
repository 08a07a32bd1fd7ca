import { type Cache, type Form, type SegmentEntry, segmentKey } from '../cache/index.ts'
import type { Problem } from '../checks/index.ts'
import type { LanguagePair, Segment, Translation } from '../types.ts'

/** What is sent for a segment; `tagged` when its tags travel inside the text. */
export interface Wire {
  text: string
  tagged?: Segment
}

/** The form in which a text was answered well, after the answer to the text as it is had failed a check. */
export interface OtherForm {
  form: Form
  check: string
}

/** What the cache has for the texts of one document in one language pair. */
export interface Known {
  keyOf(wire: Wire): string
  /** Reads what was not looked at before, in one read; nothing to wait for where all was. */
  look(wires: Wire[]): Promise<void> | undefined
  get(wire: Wire): Translation | undefined
  /** For the rest of this document; the cache has it already. */
  add(wire: Wire, translation: Translation): void
  /** The other form that a text has in the cache instead of an answer. Only for texts that were looked at. */
  otherForm(wire: Wire): OtherForm | undefined
  /** Keeps the form that was answered well, so that the next run looks there and sends nothing. */
  keepForm(wire: Wire, other: OtherForm): Promise<void>
  /** Keeps the answers that were given, and has the next run ask again all the same. */
  reject(wires: Wire[], reason: string): Promise<void>
}

export interface KnownOptions {
  cache: Cache
  fingerprint: string
  /** What is in the cache is checked again: checks may have become stricter since it was stored. */
  check(wire: Wire, answer: Translation, pair: LanguagePair): Problem[]
}

export function createKnown(
  pair: LanguagePair,
  { cache, fingerprint, check }: KnownOptions,
): Known {
  const keysByText = new Map<string, string>()
  const looked = new Set<string>()
  const translations = new Map<string, Translation>()
  const otherForms = new Map<string, OtherForm>()

  function keyOf({ text }: Wire): string {
    const known = keysByText.get(text)
    if (known !== undefined) return known
    const key = segmentKey({ text, from: pair.from, to: pair.to, fingerprint })
    keysByText.set(text, key)
    return key
  }

  function read(key: string, wire: Wire, entry: SegmentEntry | undefined): void {
    if (entry?.source !== wire.text) return
    const { form, rejected } = entry
    if (form && rejected !== undefined) otherForms.set(key, { form, check: rejected })
    if (rejected !== undefined) return
    const problems = check(wire, entry, pair)
    if (problems.every(({ severity }) => severity !== 'error')) translations.set(key, entry)
  }

  function rejectedEntry({ text: source }: Wire, answer: Translation, rejected: string) {
    const { text, alignment, score } = answer
    const { from, to } = pair
    return { from, to, by: fingerprint, source, text, alignment, score, rejected }
  }

  async function readAll(wires: [key: string, wire: Wire][]): Promise<void> {
    for (const [key] of wires) looked.add(key)
    const entries = await cache.getSegments(wires.map(([key]) => key))
    wires.forEach(([key, wire], index) => {
      read(key, wire, entries[index])
    })
  }

  return {
    keyOf,
    look(wires) {
      const distinct = [...new Map(wires.map((wire) => [keyOf(wire), wire]))]
      const fresh = distinct.filter(([key]) => !looked.has(key))
      return fresh.length > 0 ? readAll(fresh) : undefined
    },
    get: (wire) => translations.get(keyOf(wire)),
    add: (wire, translation) => void translations.set(keyOf(wire), translation),
    otherForm: (wire) => otherForms.get(keyOf(wire)),
    async keepForm(wire, other) {
      const key = keyOf(wire)
      otherForms.set(key, other)
      const entry = { ...rejectedEntry(wire, { text: '' }, other.check), form: other.form }
      await cache.setSegments([[key, entry]])
    },
    async reject(wires, reason) {
      const entries = wires.flatMap((wire): [string, SegmentEntry][] => {
        const key = keyOf(wire)
        const answer = translations.get(key) ?? (otherForms.has(key) ? { text: '' } : undefined)
        return answer ? [[key, rejectedEntry(wire, answer, reason)]] : []
      })
      await cache.setSegments(entries)
    },
  }
}
