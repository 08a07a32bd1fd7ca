import { PolyglotError } from '../../src/errors.ts'
import { documentOf, type PolicyDocument } from './document.ts'

const HOST = 'token.actions.githubusercontent.com'

/** What the trust in GitHub Actions is written for. */
export interface GithubScope {
  /** 12 digits. */
  account: string
  partition: string
  /** `owner/name`. */
  repository: string
  /** Whose runs are trusted. @default 'main' */
  branch?: string
}

/**
 * Lets runs of one branch of one repository take on a role, without keys: GitHub signs who they are (OIDC). Never a whole
 * repository: its pull requests, by anybody, would be trusted, too.
 *
 * @throws PolyglotError BAD_OPTION when the repository is not `owner/name`, or a wildcard is in it.
 */
export function githubTrust(scope: GithubScope): PolicyDocument {
  const { account, partition, repository, branch = 'main' } = scope
  if (!/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/.test(repository))
    throw new PolyglotError(
      'BAD_OPTION',
      `"${repository}" is not a repository on GitHub. Write its owner and its name, like --github my-name/my-blog`,
    )
  if (!/^[A-Za-z0-9._/-]+$/.test(branch))
    throw new PolyglotError(
      'BAD_OPTION',
      `"${branch}" is not one branch. Write its name in full, like main`,
    )
  return documentOf([
    {
      Sid: 'Github',
      Effect: 'Allow',
      Principal: { Federated: `arn:${partition}:iam::${account}:oidc-provider/${HOST}` },
      Action: ['sts:AssumeRoleWithWebIdentity'],
      Condition: {
        StringEquals: {
          [`${HOST}:aud`]: 'sts.amazonaws.com',
          [`${HOST}:sub`]: `repo:${repository}:ref:refs/heads/${branch}`,
        },
      },
    },
  ])
}
