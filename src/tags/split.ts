import type { Segment, Token } from '../types.ts'
export function splitAtTags(_segment: Segment): { pieces: string[]; join(translations: string[]): Token[] } { throw new Error('not yet') }
