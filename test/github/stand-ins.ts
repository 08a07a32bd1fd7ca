import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join, matchesGlob, relative } from 'node:path'
import type { RunReport } from './runner.ts'

/** Does what an action of others is needed for: caches are folders beside the workspace, credentials a variable of later steps. */
export function standIn(
  uses: string,
  given: Record<string, string>,
  workspace: string,
  report: RunReport,
  shared: NodeJS.ProcessEnv,
): void {
  const [name = ''] = uses.split('@')
  if (name === 'actions/setup-node') return
  if (name === 'aws-actions/configure-aws-credentials') {
    report.credentials.push(given)
    shared.AWS_ACCESS_KEY_ID = `key-${report.credentials.length}`
    shared.AWS_REGION = given['aws-region']
    return
  }
  const store = `${workspace}-caches`
  if (name === 'actions/cache/save') {
    for (const file of selected(workspace, given.path ?? '')) {
      cpSync(join(workspace, file), join(store, given.key ?? '', file), { recursive: true })
    }
    report.saved.push(given.key ?? '')
  } else if (name === 'actions/cache/restore') {
    const prefix = given['restore-keys'] ?? ''
    const newest =
      existsSync(store) &&
      readdirSync(store)
        .filter((key) => key.startsWith(prefix))
        .at(-1)
    if (newest) cpSync(join(store, newest), workspace, { recursive: true })
  } else throw new Error(`Nothing stands in for ${uses}`)
}

/** Files that patterns name; one with `!` takes files out again. */
function selected(workspace: string, patterns: string): string[] {
  const all = readdirSync(workspace, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(workspace, join(entry.parentPath, entry.name)))
  let files: string[] = []
  for (const pattern of patterns.trim().split('\n')) {
    const glob = pattern.replace(/^!/, '').replace(/^\.\//, '')
    const matching = all.filter((file) => matchesGlob(file, glob))
    files = pattern.startsWith('!')
      ? files.filter((file) => !matching.includes(file))
      : [...files, ...matching]
  }
  return files
}
