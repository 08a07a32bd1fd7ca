import type { Problem } from '../checks/index.ts'
import type { Finding, Segment, Token } from '../types.ts'

/** What became of a segment. Without tokens it keeps its source text. */
export interface SegmentResult {
  tokens?: Token[]
  /** Without place and language, which the caller knows. */
  findings: SegmentFinding[]
}

type SegmentFinding = Pick<
  Finding,
  'severity' | 'check' | 'source' | 'target' | 'message' | 'temporary'
>

/** The segment keeps its source; a dry run has nothing to say about it. */
export function failed(
  segment: Segment,
  problem: Problem & Pick<Finding, 'target' | 'temporary'>,
): SegmentResult {
  const { check, message, target, temporary } = problem
  if (check === 'dry-run') return { findings: [] }
  const finding = { severity: 'error' as const, check, source: segment.text, target, message }
  return { findings: [temporary ? { ...finding, temporary } : finding] }
}

/** A doubt about a segment that is published all the same. */
export function warning(
  segment: Segment,
  target: string,
  message: string,
  check = 'tags',
): SegmentFinding {
  return { severity: 'warning', check, source: segment.text, target, message }
}

/** What a reader sees of tokens, atoms left out. */
export function textOf(tokens: Token[]): string {
  return tokens.map((token) => (token.type === 'text' ? token.value : '')).join('')
}
