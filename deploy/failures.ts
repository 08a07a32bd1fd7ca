import { PolyglotError } from '../src/errors.ts'
import { credentialsInWords } from './failures/credentials.ts'
import { reasonInWords } from './failures/reasons.ts'
import type { Names } from './names.ts'
import type { EndpointSettings } from './settings.ts'

export { reasonInWords } from './failures/reasons.ts'

/** What an explanation may speak of. */
export interface About {
  settings: Pick<EndpointSettings, 'region' | 'instance' | 'roleArn'>
  names?: Pick<Names, 'endpoint' | 'roleArn'>
}

/**
 * An error of a call to AWS, in words that say what to do next. Errors of our own come back as they are.
 *
 * @param error anything that was thrown
 */
export function explained(error: unknown, about: About): unknown {
  if (error instanceof PolyglotError) return error
  const { name = '', message = '' } = error as Partial<Error>
  const words = wordsFor(error, about)
  if (words === undefined) {
    // An error without AWS's mark is a fault of ours: its stack is worth more than our words.
    if (!(error as { $metadata?: unknown }).$metadata) return error
    return new PolyglotError('ENDPOINT', `AWS refused a call (${name}): ${message}`, {
      cause: error,
    })
  }
  return new PolyglotError('ENDPOINT', words, { cause: error, retryable: isThrottling(name) })
}

function wordsFor(error: unknown, about: About): string | undefined {
  const { name = '', message = '', code } = error as Partial<Error> & { code?: string }
  const { region } = about.settings
  const credentials = credentialsInWords(name, message, region)
  if (credentials) return credentials
  if (/^AccessDenied|NotAuthorized|UnauthorizedOperation|^Forbidden$/.test(name))
    return permissionInWords(message, about)
  if (isThrottling(name))
    return `AWS is asked too often at the moment (${name}) and still refused after several attempts. Run the same command again in a minute: it goes on where it stopped.`
  if (name === 'ResourceLimitExceeded') return reasonInWords(message, about)
  if (/requested image .*not found|image .* does not exist/i.test(message))
    return `AWS has no such container image in ${region}: ${message} Give another with --image.`
  if (/could not assume role|must allow .* to assume/i.test(message))
    return `AWS cannot take on the role of the endpoint: ${message} If the role is your own (--role-arn), its trust policy has to be the one that polyglot endpoint policy prints.`
  if (/instance ?type/i.test(message) && name === 'ValidationException')
    return `AWS does not offer ${about.settings.instance} here: ${message} Take another --instance or --region.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `AWS cannot be reached (${message}). Is there a network, and is "${region}" the region you mean?`
  if (code === 'ECONNREFUSED' || code === 'ETIMEDOUT' || code === 'ECONNRESET')
    return `The connection to AWS failed (${message || code}). Run the same command again: it goes on where it stopped.`
  return undefined
}

/** AWS names the action: `User: … is not authorized to perform: sagemaker:CreateModel on resource: …` */
function permissionInWords(message: string, { settings }: About): string {
  const [, action] = /to perform:? ([\w-]+:\w+)/.exec(message) ?? []
  const [, resource] = /on resource:? (\S+)/.exec(message) ?? []
  const what =
    action === undefined
      ? 'do that'
      : `call ${action}${resource === undefined ? '' : ` on ${resource}`}`
  const roles =
    action?.startsWith('iam:') && action !== 'iam:PassRole' && settings.roleArn === undefined
      ? ' Where nobody but an administrator makes roles: have them make the one it prints, and give it with --role-arn.'
      : ''
  return `Your AWS user may not ${what}. polyglot endpoint policy prints all permissions that are needed; give that to whoever administers the account.${roles} AWS says: ${message}`
}

function isThrottling(name: string): boolean {
  return /^(?:Throttling\w*|TooManyRequests\w*|RequestLimitExceeded|SlowDown)$/.test(name)
}
