import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { messageOf, PolyglotError } from '../../errors.ts'
import { displayName, matchLocale, parseLocale } from '../../locales.ts'
import type { Locale } from '../../types.ts'

/** A direction that Apertium translates in, e.g. `eng-spa`. */
export interface Mode {
  /** Apertium's own name. */
  name: string
  from: Locale
  to: Locale
}

/**
 * The installed modes that lead from one language to another (`apertium -l` names the others' parts as well).
 * @throws PolyglotError TRANSLATOR_UNAVAILABLE where the program cannot be started.
 */
export async function listModes(command: string): Promise<Mode[]> {
  const { stdout } = await promisify(execFile)(command, ['-l']).catch((error) => {
    throw new PolyglotError(
      'TRANSLATOR_UNAVAILABLE',
      `Apertium is not available: \`${command} -l\` failed (${messageOf(error).trim()}). On Debian and Ubuntu, install it ` +
        'with the pair you need: `sudo apt-get install apertium apertium-eng-spa` (English and Spanish).',
      { cause: error },
    )
  })
  return stdout.split('\n').flatMap((line) => {
    const [name, fromCode, toCode] = /^\s*([^\s-]+)-([^\s-]+)\s*$/.exec(line) ?? []
    const from = fromCode && localeOf(fromCode)
    const to = toCode && localeOf(toCode)
    return name && from && to ? [{ name: name.trim(), from, to }] : []
  })
}

function localeOf(code: string): Locale | undefined {
  try {
    return parseLocale(code)
  } catch {
    return undefined
  }
}

/** How to get a pair that is not installed. */
export const MORE_PAIRS =
  'Debian has a package for each pair, such as apertium-eng-spa: `apt-cache search apertium-` lists them, ' +
  '`sudo apt-get install apertium-eng-spa` installs one.'

/**
 * The mode for a pair of languages; a region that Apertium does not tell apart gets the language's (`es-MX` that of `es`).
 * @throws PolyglotError UNSUPPORTED_LANGUAGE that names the installed pairs.
 */
export function modeFor(modes: Mode[], from: Locale, to: Locale): Mode {
  const source = matchLocale(
    from,
    modes.map((mode) => mode.from),
  )
  const candidates = modes.filter((mode) => mode.from === source)
  const target = matchLocale(
    to,
    candidates.map((mode) => mode.to),
  )
  const mode = candidates.find((candidate) => candidate.to === target)
  if (mode) return mode
  const installed = modes.map((other) => `${displayName(other.from)} to ${displayName(other.to)}`)
  throw new PolyglotError(
    'UNSUPPORTED_LANGUAGE',
    `Apertium has no pair installed from ${displayName(from)} to ${displayName(to)}. ` +
      `Installed: ${installed.join(', ') || 'none'}. ${MORE_PAIRS}`,
  )
}
