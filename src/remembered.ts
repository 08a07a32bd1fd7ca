/** The same argument gives the same result, so it is worked out once. For arguments of which there are few: locales. */
export function remembered<Result>(
  work: (argument: string) => Result,
): (argument: string) => Result {
  const results = new Map<string, Result>()
  return (argument) => {
    if (!results.has(argument)) results.set(argument, work(argument))
    return results.get(argument)!
  }
}
