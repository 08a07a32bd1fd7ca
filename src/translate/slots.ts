/** The calls in flight and what is left of them. */
export interface Slots {
  free(): boolean
  idle(): boolean
  /** A call with this many UTF-16 code units leaves; the returned function says that it is over. */
  occupy(characters: number): () => void
  /**
   * How much the next call should carry so that all slots are done at the same time: an equal share of what
   * waits and of what is still in flight, judged by the pace of earlier calls.
   */
  share(waitingCharacters: number): number
}

export function createSlots(concurrency: number): Slots {
  const flights = new Set<{ characters: number; since: number }>()
  let pace: number | undefined // milliseconds per character, moving average

  function left(flight: { characters: number; since: number }): number {
    if (pace === undefined) return flight.characters
    return Math.max(0, flight.characters - (performance.now() - flight.since) / pace)
  }

  return {
    free: () => flights.size < concurrency,
    idle: () => flights.size === 0,
    occupy(characters) {
      const flight = { characters, since: performance.now() }
      flights.add(flight)
      return () => {
        flights.delete(flight)
        const seen = (performance.now() - flight.since) / Math.max(1, characters)
        pace = pace === undefined ? seen : (pace + seen) / 2
      }
    },
    share(waitingCharacters) {
      let work = waitingCharacters
      for (const flight of flights) work += left(flight)
      return work / concurrency
    },
  }
}
