import { imageFor } from './image.ts'
import { namesOf, partitionOf } from './names.ts'
import { ciPolicy } from './policies/ci.ts'
import { deployerPolicy } from './policies/deployer.ts'
import type { PolicyDocument } from './policies/document.ts'
import { githubTrust } from './policies/github.ts'
import { rolePolicy, trustPolicy } from './policies/role.ts'
import type { EndpointSettings } from './settings.ts'

export type { PolicyDocument, Statement } from './policies/document.ts'
export { type RoleScope, rolePolicy, trustPolicy } from './policies/role.ts'

/** Least-privilege policies around one endpoint, ready for `JSON.stringify`. */
export interface Policies {
  /** Who may take on the endpoint's role: SageMaker, and the schedule that deletes the endpoint. */
  roleTrust: PolicyDocument
  /** What the endpoint's role may do. `up` makes both by itself, unless a role is given to it. */
  role: PolicyDocument
  /** For whoever runs `polyglot endpoint up`, `status` and `down`. */
  deployer: PolicyDocument
  /** For builds: translating, and nothing else. */
  ci: PolicyDocument
  /** Who may take on the role of the builds: the main branch of a repository on GitHub. Only with a repository. */
  ciTrust?: PolicyDocument
}

/**
 * Asks nothing of AWS.
 *
 * @param account 12 digits
 * @param repository on GitHub, `owner/name`
 * @throws PolyglotError BAD_OPTION for something that is not a repository, ENDPOINT where AWS has no image for the region.
 */
export function policies(
  settings: EndpointSettings,
  account: string,
  repository?: string,
): Policies {
  const { region, mode, instance, roleArn } = settings
  const names = namesOf(settings, account)
  const scope = { names, region, account, mode, image: imageFor(settings) }
  return {
    roleTrust: trustPolicy(scope),
    role: rolePolicy(scope),
    deployer: deployerPolicy({ names, region, account, instance, ownRole: roleArn !== undefined }),
    ci: ciPolicy(scope),
    ...(repository === undefined
      ? {}
      : { ciTrust: githubTrust({ account, partition: partitionOf(region), repository }) }),
  }
}
