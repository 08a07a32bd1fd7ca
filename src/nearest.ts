import { distance } from 'fastest-levenshtein'

/**
 * The known name that `given` was most likely meant to be, or undefined when none is close:
 * at most a third of the letters may differ (at least one, so that short names get a chance).
 */
export function nearest(given: string, known: Iterable<string>): string | undefined {
  const wanted = given.toLowerCase()
  let best: string | undefined
  let least = Math.max(1, Math.ceil(given.length / 3))
  for (const name of known) {
    const edits = distance(wanted, name.toLowerCase())
    if (edits < least || (edits === least && best === undefined)) {
      best = name
      least = edits
    }
  }
  return best
}

/** ` Did you mean --force?`, with the space in front, or nothing when no known name is near. */
export function didYouMean(given: string, known: Iterable<string>, prefix = ''): string {
  const name = nearest(given, known)
  return name === undefined ? '' : ` Did you mean ${prefix}${name}?`
}
