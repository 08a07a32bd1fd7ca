import type { LanguagePair, Limits } from '../types.ts'
import { createQueue, type Queue } from './batches.ts'
import type { Entry } from './entries.ts'

/** What waits to be sent, by language pair. */
export interface Queues {
  of(pair: LanguagePair): Queue
  /**
   * Takes out a batch of the language pair with the most work. What is less than the free slots could carry is
   * spread evenly over them.
   * @param free calls that may leave now
   * @param fullOnly whether to leave what does not fill a call
   */
  take(free: number, fullOnly: boolean): { pair: LanguagePair; entries: Entry[] } | undefined
  shortest(): Entry | undefined
  /** Takes everything out. */
  drain(): Entry[]
}

export function createQueues(limits: Limits): Queues {
  const queues = new Map<string, Queue>()

  return {
    of({ from, to }) {
      const name = `${from} ${to}`
      const known = queues.get(name)
      if (known) return known
      const queue = createQueue({ from, to }, limits)
      queues.set(name, queue)
      return queue
    },
    take(free, fullOnly) {
      let largest: Queue | undefined
      let characters = 0
      let calls = 0
      for (const queue of queues.values()) {
        if (fullOnly ? !queue.full() : queue.calls() === 0) continue
        characters += queue.characters()
        calls += queue.calls()
        if (!largest || queue.characters() > largest.characters()) largest = queue
      }
      if (!largest) return undefined
      const spread = !fullOnly && calls < free
      const parts = spread ? Math.round((free * largest.characters()) / characters) : 1
      return { pair: largest.pair, entries: largest.take(parts) }
    },
    shortest() {
      let shortest: Entry | undefined
      for (const queue of queues.values()) {
        const entry = queue.shortest()
        if (entry && !(shortest && shortest.lookup.text.length <= entry.lookup.text.length))
          shortest = entry
      }
      return shortest
    },
    drain: () => [...queues.values()].flatMap((queue) => queue.drain()),
  }
}
