/**
 * Wall time of `polyglot translate` when there is nothing to do, process start included, beside the bare start of Node.
 * Run: `node bench/noop.ts`; builds the package first if it is older than its source.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { corpus } from './corpus.ts'
import { inFolder } from './folder.ts'
import { interleave, median } from './measure.ts'
import { duration, type Row, report } from './report.ts'

const ROOT = join(import.meta.dirname, '..')
const BUILT = join(ROOT, 'dist')
const MOST = 900

/** @param options.cli the command to run; by default the built one, made anew when it is out of date */
export async function noop({
  pages = 40,
  rounds = 7,
  cli = join(built(), 'cli.js'),
} = {}): Promise<Row[]> {
  return inFolder(async (folder) => {
    corpus(pages).forEach((text, index) => {
      writeFileSync(join(folder, `page-${index}.md`), text)
    })
    const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: ROOT })
    const translate = () =>
      JSON.parse(
        execFileSync(process.execPath, [cli, 'translate', '*.md', '--to', 'es', '--json'], {
          cwd: folder,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }),
      )
    translate()
    const again = translate()
    const times = await interleave(rounds, {
      noop: translate,
      node: () => node('-e', ''),
      parser: () => node('--input-type=module', '-e', "import 'mdast-util-from-markdown'"),
      help: () => node(cli, '--help'),
    })
    const wall = median(times.noop)
    const idle = again.sent === 0 && again.written.length === 0 && again.documents === pages
    return [
      {
        what: `polyglot translate, ${pages} pages × 1 language, nothing to do, process start included`,
        measured: `${duration(wall)}, ${again.sent} sent, ${again.written.length} written`,
        target: `< ${duration(MOST)}, 0, 0`,
        met: wall < MOST && idle,
      },
      {
        what: 'For scale: start of Node; with the markdown parser alone; polyglot --help',
        measured: [times.node, times.parser, times.help]
          .map((each) => duration(median(each)))
          .join('; '),
      },
    ]
  })
}

/** The folder with the package as it is published, made anew when it is out of date. */
export function built(): string {
  const file = join(BUILT, 'cli.js')
  const changed = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
      (file) => statSync(join(folder, file)).mtimeMs,
    )
  const current =
    existsSync(file) && statSync(file).mtimeMs > Math.max(...changed(join(ROOT, 'src')))
  if (!current) {
    const { status, stderr } = spawnSync('npm', ['run', 'build'], { cwd: ROOT, encoding: 'utf8' })
    if (status !== 0) throw new Error(`npm run build failed: ${stderr}`)
  }
  return BUILT
}

if (import.meta.main) report('No-op', await noop())
