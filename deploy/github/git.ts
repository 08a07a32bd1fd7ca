import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Who the commits are by; GitHub shows this address as its own robot. */
export const AUTHOR = {
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
}

export interface CommitRequest {
  /** Absolute path of the project, anywhere in the repository. */
  directory: string
  /** Relative to it; those that are ignored or gone are left out. */
  files: string[]
  subject: string
}

/** A commit that is on no branch yet. */
export interface Commit {
  sha: string
  /** Its files, as a hash. */
  tree: string
}

/**
 * Makes a commit on top of the one that is checked out, with nothing but these files changed. Neither the branch nor the
 * index nor any file is touched, so later steps find the project as it was.
 *
 * @returns undefined when the files are the same as in the commit that is checked out.
 */
export async function commitFiles({
  directory,
  files,
  subject,
}: CommitRequest): Promise<Commit | undefined> {
  const index = join(process.env.RUNNER_TEMP ?? tmpdir(), `polyglot-index-${randomUUID()}`)
  const run = (...args: string[]) =>
    git(directory, args, {
      GIT_INDEX_FILE: index,
      GIT_LITERAL_PATHSPECS: '1',
      GIT_AUTHOR_NAME: AUTHOR.name,
      GIT_AUTHOR_EMAIL: AUTHOR.email,
      GIT_COMMITTER_NAME: AUTHOR.name,
      GIT_COMMITTER_EMAIL: AUTHOR.email,
    })
  try {
    await run('read-tree', 'HEAD')
    for (const file of files.filter((name) => existsSync(join(directory, name)))) {
      await run('add', '--', file).catch((error: unknown) => {
        // It is ignored.
        if ((error as { code?: number }).code !== 1) throw error
      })
    }
    const tree = await run('write-tree')
    if (tree === (await run('rev-parse', 'HEAD^{tree}'))) return undefined
    return { tree, sha: await run('commit-tree', tree, '-p', 'HEAD', '-m', subject) }
  } finally {
    rmSync(index, { force: true })
  }
}

/**
 * - `pushed`: the branch is this commit now.
 * - `same`: it had these files already.
 * - a name: somebody has worked on the branch, so it was left alone.
 */
export type Published = 'pushed' | 'same' | { by: string }

/**
 * Makes a branch of the remote point to a commit. Replaces only commits of our own.
 *
 * @throws Error with the words of git when it refuses.
 */
export async function publish(
  directory: string,
  { sha, tree }: Commit,
  branch: string,
): Promise<Published> {
  const ref = `refs/heads/${branch}`
  const [remote = ''] = (await git(directory, ['ls-remote', 'origin', ref])).split(/\s/)
  if (remote !== '') {
    const isShallow = await git(directory, ['rev-parse', '--is-shallow-repository'])
    const depth = isShallow === 'true' ? ['--depth=1'] : []
    await git(directory, ['fetch', '--quiet', '--no-tags', ...depth, 'origin', ref])
    const shown = await git(directory, ['show', '-s', '--format=%T%n%ae%n%ce%n%cn', remote])
    const [has, author, committer, name = ''] = shown.split('\n')
    if (author !== AUTHOR.email || committer !== AUTHOR.email) return { by: name }
    if (has === tree) return 'same'
  }
  // Refused if somebody has pushed since we looked.
  const lease = `--force-with-lease=${ref}:${remote}`
  await git(directory, ['push', '--quiet', lease, 'origin', `${sha}:${ref}`])
  return 'pushed'
}

async function git(
  directory: string,
  args: string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { stdout } = await execute('git', args, {
    cwd: directory,
    env: { ...process.env, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout.trim()
}
