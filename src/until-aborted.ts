/**
 * Waits for `work`, or rejects with the reason of the first signal that is aborted, whatever the work is waiting for.
 * What is left behind goes on unwatched.
 */
export async function untilAborted<Result>(
  work: Promise<Result>,
  ...signals: (AbortSignal | undefined)[]
): Promise<Result> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = ({ target }: Event) => reject((target as AbortSignal).reason)
  for (const signal of signals) {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', onAbort)
  }
  try {
    return await Promise.race([work, aborted])
  } finally {
    for (const signal of signals) signal?.removeEventListener('abort', onAbort)
  }
}
