import pc from 'picocolors'
import { count } from '../count.ts'
import { andMore, LISTED, oneLine } from './finding-list.ts'
import type { Missing } from './missing.ts'
import type { RunResult } from './run.ts'
import { table } from './table.ts'

/** Sentences that are shown of one document; `--json` has them all. */
const SENTENCES = 3

/** What `--frozen` has to say. */
export interface FrozenSummary extends Pick<RunResult, 'outdated' | 'unchanged'> {
  missing?: Missing[]
}

/** Documents with what the cache lacks for them. */
export function missingList(missing: Missing[]): string {
  const blocks = missing.slice(0, LISTED).map(({ file, locale, segments, sentences }) => {
    const more = sentences.length - SENTENCES
    return [
      `${pc.bold(file)}  ${locale}  ${count(segments, 'segment')}`,
      ...table(
        sentences.slice(0, SENTENCES).map(({ line, text }) => [`  line ${line}`, oneLine(text)]),
      ),
      ...(sentences.length === 0 ? ['  markup within sentences has to be asked for again'] : []),
      ...(more > 0 ? [`  … and ${count(more, 'more sentence')}`] : []),
    ].join('\n')
  })
  return [
    pc.bold('Frozen: the cache is not complete, so nothing was sent and nothing was written.'),
    ...blocks,
    ...andMore(missing.length),
  ].join('\n\n')
}

/** What a frozen dry run found on disk. */
export function frozenTable({ outdated, unchanged }: FrozenSummary): string {
  return [
    pc.bold('Frozen dry run: nothing was sent and nothing was written.'),
    ...table([
      ['  files as they should be', unchanged],
      ['  files missing or out of date', outdated.length],
    ]),
    ...outdated.slice(0, LISTED).map((output) => `    ${output}`),
    ...andMore(outdated.length),
  ].join('\n')
}

/** What to do now. */
export function frozenSteps({ missing = [], outdated }: FrozenSummary): string[] {
  if (missing.length > 0) {
    const segments = missing.reduce((sum, each) => sum + each.segments, 0)
    return [
      `${count(segments, 'segment')} in ${count(missing.length, 'translation')} must be sent first. Run this where the translator is at hand, without --frozen,`,
      'then commit the cache or save it for CI. (A cache that was not restored looks the same.)',
    ]
  }
  if (outdated.length > 0) {
    return ['All of it is in the cache: run this without --dry-run to write the files.']
  }
  return ['Everything is up to date.']
}
