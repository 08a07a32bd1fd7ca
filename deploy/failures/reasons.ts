import type { About } from '../failures.ts'
import { alternativesTo } from '../instances.ts'

/** Where quotas are raised. */
function quotasUrl(region: string): string {
  return `https://${region}.console.aws.amazon.com/servicequotas/home/services/sagemaker/quotas`
}

/**
 * FailureReason of an endpoint, or the words of ResourceLimitExceeded, in plain English with what to do next. AWS's own words
 * always stand at the end.
 */
export function reasonInWords(reason: string, about: About): string {
  const found = REASONS.find(({ pattern }) => pattern.test(reason))
  if (found === undefined) return `AWS says: ${reason}`
  return `${found.words(about, reason)} AWS says: ${reason}`
}

interface Reason {
  pattern: RegExp
  words(about: About, reason: string): string
}

const REASONS: Reason[] = [
  {
    pattern: /capacity/i,
    words: ({ settings: { instance, region } }) =>
      `AWS has no ${instance} free in ${region} right now. That is not your fault: try again in a while, or take ${alternativesTo(
        instance,
      )
        .map((other) => `--instance ${other}`)
        .join(' or ')}, or another --region.`,
  },
  {
    pattern: /service limit|resource ?limit|quota/i,
    words({ settings: { instance, region } }, reason) {
      const quota = /limit '([^']+)'/.exec(reason)?.[1] ?? `${instance} for endpoint usage`
      const limit = /' is (\d+)/.exec(reason)?.[1]
      return `Your account ${limit === undefined ? 'has used up' : `may have ${limit} of`} "${quota}" in ${region}${limit === '0' ? ', as every new account does' : ''}. Ask for more: ${quotasUrl(region)}, quota "${quota}". That takes minutes to some days; another --region or --instance has a quota of its own.`
    },
  },
  {
    pattern: /ping health check/i,
    words: (about) =>
      `The container started, but its server did not come up in time; most often because a package could not be installed or the network has no way out. ${logs(about)} If there is no log at all, the container never ran: wrong --image or driver.`,
  },
  {
    pattern:
      /cannotstartcontainer|failed to (?:start|pull)|pull(?:ing)? (?:the )?image|unable to (?:start|pull)/i,
    words: () =>
      'The container did not start, so there is no log of it: AWS could not fetch the image, or its driver does not fit. Check --image, if you gave one, and that the role may read it (polyglot endpoint policy).',
  },
  {
    pattern: /image .*(?:not exist|not found)|does not exist.*ecr/i,
    words: ({ settings: { region } }) =>
      `AWS does not find the container image in ${region}. Give another with --image.`,
  },
  {
    pattern: /model ?data|s3:\/\//i,
    words: () =>
      'AWS could not read the code from the bucket. The role of the endpoint needs s3:GetObject and s3:ListBucket on it: polyglot endpoint policy prints them.',
  },
  {
    pattern: /ecr:|not authorized|access denied|permission/i,
    words: () =>
      'The role of the endpoint lacks a permission: polyglot endpoint policy prints all that it needs.',
  },
  {
    pattern: /timed? ?out/i,
    words: (about) => `Something took longer than AWS waits. ${logs(about)} Trying again may help.`,
  },
  {
    pattern: /internal (?:error|failure|server)|request to service failed/i,
    words: () => 'A fault inside AWS: run the same command again.',
  },
]

function logs({ names, settings }: About): string {
  const group = `/aws/sagemaker/Endpoints/${names?.endpoint ?? 'polyglot-main'}`
  return `Its log: aws logs tail ${group} --since 1h --region ${settings.region}`
}
