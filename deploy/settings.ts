import { PolyglotError } from '../src/errors.ts'
import { MODELS, type ModelName } from './models.ts'

/** `async` scales to zero and costs nothing between builds; `realtime` runs, and costs, until it is taken down. */
export type EndpointMode = 'async' | 'realtime'

/** What `polyglot endpoint up` brings up. */
export interface EndpointSettings {
  /** Tells several endpoints of one account apart; lower-case letters, digits and `-`, 20 at most. @default 'main' */
  name: string
  /** AWS region, such as `eu-central-1`. */
  region: string
  /** @default 'seamless-m4t-v2-large' */
  model: ModelName
  /** Instance type, such as `ml.g4dn.xlarge`. @default the smallest that holds the model */
  instance: string
  /** @default 'async' */
  mode: EndpointMode
  /**
   * `realtime` only: milliseconds until the endpoint deletes itself, from a minute to 30 days; `'none'` lets it run, and
   * cost, until `polyglot endpoint down`.
   * @default two hours
   */
  ttl?: number | 'none'
  /** A role of your own for the endpoint, where `up` may not create one. */
  roleArn?: string
  /** A container image of your own, where AWS has none for the region. */
  image?: string
  /** SPDX identifier of the licence that you accept; asked for where the model's licence forbids commercial use. */
  acceptedLicense?: string
  /** What computes inside the container. @default 'auto' */
  engine?: 'auto' | 'transformers' | 'ctranslate2'
  /** Tokens of one batch on the instance, padding included. @default decided by the container */
  tokenBudget?: number
}

/** Two hours. */
export const DEFAULT_TTL = 2 * 60 * 60 * 1000

const DAY = 24 * 60 * 60 * 1000

/**
 * Settings with a default for all that was not given. Nothing is asked of AWS.
 *
 * @throws PolyglotError BAD_OPTION for a value that cannot be, or a licence that was not accepted.
 */
export function settingsOf(given: Partial<EndpointSettings>): EndpointSettings {
  const model = given.model ?? 'seamless-m4t-v2-large'
  if (!Object.hasOwn(MODELS, model))
    throw bad(`There is no model "${model}". Take one of: ${Object.keys(MODELS).join(', ')}.`)
  const mode = given.mode ?? 'async'
  const settings: EndpointSettings = {
    ...given,
    name: given.name ?? 'main',
    region: given.region ?? '',
    model,
    instance: given.instance ?? MODELS[model].instance,
    mode,
    ...(mode === 'realtime' ? { ttl: given.ttl ?? DEFAULT_TTL } : {}),
  }
  checkSettings(settings)
  return settings
}

/** @throws PolyglotError BAD_OPTION as `settingsOf` does. */
export function checkSettings(settings: EndpointSettings): void {
  const { name, region, instance, mode, ttl, roleArn } = settings
  if (region === '')
    throw bad('No AWS region is given. Set AWS_REGION or use --region, such as eu-central-1.')
  if (!/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region))
    throw bad(`"${region}" is not an AWS region. Regions look like eu-central-1.`)
  if (!/^[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?$/.test(name))
    throw bad(
      `"${name}" cannot name an endpoint. Use up to 20 lower-case letters, digits and "-", with a letter or digit at both ends.`,
    )
  if (!/^ml\.[a-z0-9-]+\.[a-z0-9-]+$/.test(instance))
    throw bad(`"${instance}" is not an instance type. Types look like ml.g4dn.xlarge.`)
  if (mode !== 'async' && mode !== 'realtime')
    throw bad(`"${mode}" is not a mode of an endpoint. Take async or realtime.`)
  if (ttl !== undefined && mode === 'async')
    throw bad(
      'An asynchronous endpoint needs no --ttl: it scales to zero by itself. Leave --ttl out, or add --realtime.',
    )
  if (typeof ttl === 'number' && !(ttl >= 60_000 && ttl <= 30 * DAY))
    throw bad(`--ttl is ${ttl} ms. Give one minute to 30 days, such as 2h, or "none".`)
  if (roleArn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn))
    throw bad(
      `"${roleArn}" is not the ARN of a role. It looks like arn:aws:iam::123456789012:role/name.`,
    )
  checkLicense(settings)
}

/** What CC-BY-NC-4.0 says, in short; the text at creativecommons.org is what counts, and this is not legal advice. */
const NON_COMMERCIAL =
  'That licence (Creative Commons Attribution-NonCommercial 4.0) asks you to name the authors and forbids commercial use: the blog of a company, a shop or a site with advertisements most likely counts as commercial. This is not legal advice.'

function checkLicense({ model, acceptedLicense }: EndpointSettings): void {
  const { license, nonCommercial } = MODELS[model]
  if (!nonCommercial || acceptedLicense?.toLowerCase() === license) return
  throw bad(
    `The weights of ${model} are under ${license}. ${NON_COMMERCIAL} If your use is allowed, add --accept-license ${license}` +
      `${acceptedLicense === undefined ? '' : ` (you gave "${acceptedLicense}")`}. Otherwise take a model that is free for any use: --model madlad400-3b-mt (apache-2.0).`,
  )
}

function bad(text: string): PolyglotError {
  return new PolyglotError('BAD_OPTION', text)
}
