import type { EndpointMode } from '../../../deploy/settings.ts'

/** Characters of a token, and tokens of a second. See `estimate`. */
const CHARACTERS_PER_TOKEN = 4.4
const TOKENS_PER_SECOND = 450

/**
 * How long an endpoint works on so much, roughly, as a phrase: `an estimated 40 s on the endpoint`.
 *
 * Nobody has measured it. Assumed are SeamlessM4T v2 on one T4 (`ml.g4dn.xlarge`) with five beams, at 300 to 600 target
 * tokens a second (an estimate, of which the middle is taken), and as many target tokens as source tokens: 2,700 for
 * 2,000 English words of six characters, spaces included. Faster cards and CTranslate2 take less. An asynchronous endpoint
 * that has scaled to zero needs five to ten minutes more to start, likewise an estimate.
 *
 * @param characters UTF-16 code units
 * @returns undefined for nothing at all
 */
export function estimateOf(characters: number, mode: EndpointMode | undefined): string | undefined {
  if (!(characters > 0)) return undefined
  const seconds = characters / CHARACTERS_PER_TOKEN / TOKENS_PER_SECOND
  const work = `an estimated ${duration(seconds)} on the endpoint`
  return mode === 'async' ? `${work}, and up to 10 min more if it has to start first` : work
}

/** `10 s`, `3 min`, `1.5 h`: rounded up to what an estimate is good for. */
function duration(seconds: number): string {
  if (seconds <= 90) return `${Math.max(1, Math.ceil(seconds / 10)) * 10} s`
  if (seconds <= 90 * 60) return `${Math.ceil(seconds / 60)} min`
  return `${Math.ceil(seconds / 360) / 10} h`
}
