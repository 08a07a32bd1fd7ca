/** Where the lists of SageMaker are in its answers. */
const LISTS: Record<string, string> = {
  ListModels: 'Models',
  ListEndpointConfigs: 'EndpointConfigs',
  ListEndpoints: 'Endpoints',
}

/** As long as SageMaker's pages are when nobody says otherwise; a hundred at most. */
const USUAL = 10
const MOST = 100

/**
 * Cuts a list as SageMaker does. The token counts: who deletes while they turn pages misses some.
 *
 * @throws for a page that is longer than AWS allows.
 */
export function paged(
  operation: string,
  { MaxResults = USUAL, NextToken = '0' }: { MaxResults?: number; NextToken?: string },
  // biome-ignore lint/suspicious/noExplicitAny: answers differ from call to call
  answer: any,
) {
  const key = LISTS[operation]
  if (key === undefined) return answer
  if (MaxResults > MOST) throw new Error(`${operation}: MaxResults ${MaxResults}`)
  const start = Number(NextToken)
  const end = start + MaxResults
  const items = answer[key]
  return {
    ...answer,
    [key]: items.slice(start, end),
    ...(end < items.length && { NextToken: String(end) }),
  }
}
