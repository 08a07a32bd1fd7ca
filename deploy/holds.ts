/** Whether `there` has everything that is `wanted`, with the same values; lists must be as long. More is no difference. */
export function holds(there: unknown, wanted: unknown): boolean {
  if (wanted === undefined) return true
  if (typeof wanted !== 'object' || wanted === null) return there === wanted
  if (typeof there !== 'object' || there === null) return false
  if (Array.isArray(wanted) && (!Array.isArray(there) || there.length !== wanted.length))
    return false
  return Object.entries(wanted).every(([key, value]) =>
    holds((there as Record<string, unknown>)[key], value),
  )
}
