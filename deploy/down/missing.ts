const NAMES = [
  'NoSuchEntity',
  'NoSuchEntityException',
  'NoSuchBucket',
  'NotFound',
  'ObjectNotFoundException',
  'ResourceNotFound',
  'ResourceNotFoundException',
]

/** Whether AWS says that what was asked for is not there; every service has a name of its own for it, SageMaker has none. */
export function isMissing(error: unknown): boolean {
  const { name, message } = error as Error
  return NAMES.includes(name) || (name === 'ValidationException' && /could not find/i.test(message))
}

/** What a call answers, or undefined where AWS says that there is no such thing. */
export async function unlessMissing<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
