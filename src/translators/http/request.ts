/** The body of one request of the wire contract, as far as it is the same for all texts of a call. */
export interface RequestHead {
  /** Codes of the model. */
  source: string
  target: string
  /** Milliseconds after which the server answers with what it has. */
  deadlineMs: number
}

export interface WireRequest extends RequestHead {
  texts: string[]
  options: { alignment: boolean }
}

/** Alignments are always asked for: they say where markup goes. */
export function wireRequest(head: RequestHead, texts: string[]): WireRequest {
  const { source, target, deadlineMs } = head
  return { source, target, texts, options: { alignment: true }, deadlineMs }
}
