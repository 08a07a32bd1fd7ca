import { excerpt } from '../http/words.ts'
import type { Place } from './fault.ts'

interface Said {
  name?: string
  message?: string | null
}

/** What to do about an error where asking again is no use; undefined for all others. */
export function adviceOn(error: Said, { endpoint, region }: Place): string | undefined {
  const name = error.name ?? ''
  const message = error.message ?? ''
  const said = `${name}${excerpt(message)}`
  if (/^(?:ExpiredToken|RequestExpired|TokenRefreshRequired)/.test(name))
    return (
      `The AWS credentials have expired (${said}). What is translated by now is kept: log in again, and run again. ` +
      'In GitHub Actions raise role-duration-seconds of aws-actions/configure-aws-credentials (3600 if not given).'
    )
  if (/CredentialsProviderError|TokenProviderError/.test(name) || /load credentials/.test(message))
    return (
      `There are no AWS credentials to use${excerpt(message)}. Set AWS_PROFILE, or run \`aws sso login\`; ` +
      'in GitHub Actions use aws-actions/configure-aws-credentials before this step.'
    )
  if (UNKNOWN_CREDENTIALS.test(name))
    return (
      `AWS does not know these credentials, or they are for another part of AWS (${said}). ` +
      'Check AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN, and the clock of this machine.'
    )
  if (/^(?:AccessDenied|UnauthorizedOperation|NotAuthorized|OptInRequired)/.test(name))
    return (
      `These AWS credentials may not use the endpoint '${endpoint}' in ${region}: they need ${permissionIn(message)} ` +
      `(${said}). \`polyglot endpoint policy --ci\` prints the least that is needed.`
    )
  if (/^Region is missing/.test(message)) return NO_REGION
  if (name === 'NoSuchBucket')
    return (
      `The bucket for the results of the endpoint '${endpoint}' is gone (${said}). ` +
      '`polyglot endpoint up` makes it again.'
    )
  if (name === 'PermanentRedirect' || name === 'AuthorizationHeaderMalformed')
    return `The results of the endpoint '${endpoint}' lie in another region than ${region} (${said}). Check AWS_REGION.`
  return undefined
}

export const NO_REGION =
  'It is not known in which AWS region the endpoint is. Set the option region, or AWS_REGION in the environment or in ' +
  '.env, such as AWS_REGION=eu-central-1; `polyglot endpoint up` writes it there.'

export const NO_ENDPOINT =
  'There is no endpoint to translate with. `polyglot endpoint up` brings one up and writes its name into .env; ' +
  'or name yours: the option endpoint, or POLYGLOT_ENDPOINT in the environment.'

/** The action that AWS names in `… is not authorized to perform: sagemaker:InvokeEndpoint on resource: …`. */
function permissionIn(message: string): string {
  const [, action] = /perform: (\w+:\w+)/.exec(message) ?? []
  return action ? `the permission ${action}` : 'a permission'
}

const UNKNOWN_CREDENTIALS =
  /^(?:UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|InvalidToken|InvalidIdentityToken|RequestTimeTooSkewed)/
