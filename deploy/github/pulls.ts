import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export interface PullRequest {
  /** `owner/name` */
  repository: string
  branch: string
  /** The branch that it is to be merged into. */
  base: string
  title: string
  /** Markdown. */
  body: string
}

/**
 * Opens a pull request, or renews the text of the one that is open, with the program `gh`, which every runner of GitHub has.
 *
 * @returns Its address.
 * @throws Error that says which permission is missing.
 */
export async function openOrUpdate(request: PullRequest): Promise<string> {
  const { repository, branch, base, title, body } = request
  const [owner] = repository.split('/')
  const pulls = `repos/${repository}/pulls`
  try {
    const open = new URLSearchParams({ state: 'open', head: `${owner}:${branch}`, base })
    const [known] = (await api([`${pulls}?${open}`])) as { number: number }[]
    const fields = ['-f', `title=${title}`, '-f', `body=${body}`]
    const answer =
      known === undefined
        ? await api([pulls, '-X', 'POST', '-f', `head=${branch}`, '-f', `base=${base}`, ...fields])
        : await api([`${pulls}/${known.number}`, '-X', 'PATCH', ...fields])
    return (answer as { html_url: string }).html_url
  } catch (error) {
    throw new Error(explain((error as { stderr?: string }).stderr ?? String(error), request))
  }
}

async function api(args: string[]): Promise<unknown> {
  const { stdout } = await execute('gh', ['api', ...args], { maxBuffer: 64 * 1024 * 1024 })
  return JSON.parse(stdout)
}

function explain(words: string, { repository, branch, base }: PullRequest): string {
  const place = `The branch ${branch} is pushed, but there is no pull request into ${base}: ${words.trim()}`
  if (/not permitted to create/i.test(words)) {
    return `${place}\nIn ${repository}, allow it under Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests".`
  }
  if (/not accessible by integration|HTTP 40[13]/i.test(words)) {
    return `${place}\nThe workflow needs "permissions: pull-requests: write".`
  }
  return place
}
