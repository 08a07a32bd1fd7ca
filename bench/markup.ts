/** The exact-span rates that `spans.ts` prints, as rows. Run `node bench/spans.ts` itself to see all of them. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type Row, report } from './report.ts'

/** Percent of spans that should be exactly right, by what the translator does with tags. */
const LEAST: Record<string, number> = { none: 95, alignment: 98, xml: 98 }

/** Says that it measured nothing where Apertium is missing. */
export async function markup(): Promise<Row[]> {
  const { stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'spans.ts')], {
    encoding: 'utf8',
  })
  const found = [...stdout.matchAll(/^whole ladder, tags: (\w+) .*?% +([\d.]+) %/gm)]
  if (found.length === 0)
    return [{ what: 'Inline markup around the right words', measured: stdout.trim() || 'failed' }]
  return found.map(([, tags = '', exact]) => ({
    what: `Inline markup around exactly the right words, Apertium English to Spanish, tags ${tags}`,
    measured: `${exact} % of spans`,
    target: `≥ ${LEAST[tags]} %`,
    met: Number(exact) >= LEAST[tags]!,
  }))
}

if (import.meta.main) report('Inline markup', await markup())
