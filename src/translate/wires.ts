import { encodeXml } from '../tags/xml.ts'
import type { Segment, Translator } from '../types.ts'
import type { Wire } from './lookups.ts'

/** How a text is sent: tagged translators read XML, so even plain text is escaped for them. */
export function wireOf(segment: Segment, tags: Translator['tags']): Wire {
  if (tags !== 'xml') return { text: segment.text }
  return { text: encodeXml(segment), tagged: segment }
}

/** Everything a segment may need from the cache: itself, and the words of its tags in case they must be found again. */
export function wiresOf(segment: Segment, tags: Translator['tags']): Wire[] {
  const plain = tags === 'none' ? segment.tags.filter(({ start, end }) => end > start) : []
  const spans = plain.map(({ start, end }) => ({ text: segment.text.slice(start, end) }))
  return [wireOf(segment, tags), ...spans]
}
