import { PolyglotError } from '../../errors.ts'

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * `90m`, `2h`, `1d` or `1h30m` → milliseconds; `none` stays.
 *
 * @param name of the option, for the error
 * @throws PolyglotError BAD_OPTION
 */
export function parseDuration(text: string, name: string): number | 'none' {
  if (text === 'none') return text
  const parts = [...text.matchAll(/(\d+)([mhd])/g)]
  const isWhole = parts.map(([part]) => part).join('') === text && parts.length > 0
  if (!isWhole) {
    throw new PolyglotError(
      'BAD_OPTION',
      `${name} must be a duration such as 90m, 2h or 1d, not "${text}".`,
    )
  }
  return parts.reduce((sum, [, number = '', unit = '']) => sum + Number(number) * UNITS[unit]!, 0)
}
