import type { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling'
import type { CloudWatch } from '@aws-sdk/client-cloudwatch'
import type { IAM } from '@aws-sdk/client-iam'
import type { S3 } from '@aws-sdk/client-s3'
import type { SageMaker } from '@aws-sdk/client-sagemaker'
import { SageMakerRuntime } from '@aws-sdk/client-sagemaker-runtime'
import type { Scheduler } from '@aws-sdk/client-scheduler'
import type { STS } from '@aws-sdk/client-sts'
import { PolyglotError } from '../src/errors.ts'

/** One call to AWS, as `--dry-run` prints it. */
export interface Call {
  /** Key of `Aws`. */
  service: string
  /** Method of the client, such as `createModel`. */
  operation: string
  input: unknown
}

/** The clients that an endpoint needs, for one region. */
export interface Aws {
  region: string
  /** Whether calls that would change something are only reported; they answer with an empty object. */
  dryRun: boolean
  sagemaker: SageMaker
  s3: S3
  iam: IAM
  sts: STS
  autoScaling: ApplicationAutoScaling
  cloudwatch: CloudWatch
  scheduler: Scheduler
  runtime: SageMakerRuntime
}

export interface ConnectOptions {
  region: string
  /** @default false */
  dryRun?: boolean
  /** Told of every call that changes something, before it is made. */
  onCall?(call: Call): void
  /** Another server than AWS for all clients, such as one for tests. @default AWS_ENDPOINT_URL, else AWS */
  endpoint?: string
  /** How often a call is tried that was throttled or met a broken server. @default 5 */
  attempts?: number
}

/** Calls of this kind change nothing, so a dry run makes them, too. Paginators and waiters are made of such calls. */
const READS = /^(?:describe|list|get|head|paginate|waitUntil)/

/**
 * Loads the clients and points them to a region. Credentials come from where every AWS tool looks for them: environment,
 * profile, SSO, web identity, instance. `AWS_ENDPOINT_URL` leads all of them to another server.
 *
 * @throws PolyglotError MISSING_PACKAGE with one command that installs what is missing.
 */
export async function connect({
  region,
  dryRun = false,
  onCall,
  endpoint = process.env.AWS_ENDPOINT_URL || undefined,
  attempts = 5,
}: ConnectOptions): Promise<Aws> {
  const [
    { ApplicationAutoScaling },
    { CloudWatch },
    { IAM },
    { S3 },
    { SageMaker },
    { Scheduler },
    { STS },
  ] = await loadAll()
  const config = { region, maxAttempts: attempts, ...(endpoint === undefined ? {} : { endpoint }) }
  const clients = {
    sagemaker: new SageMaker(config),
    // A server that is not AWS has no host name for each bucket.
    s3: new S3({ ...config, forcePathStyle: endpoint !== undefined }),
    iam: new IAM(config),
    sts: new STS(config),
    autoScaling: new ApplicationAutoScaling(config),
    cloudwatch: new CloudWatch(config),
    scheduler: new Scheduler(config),
    runtime: new SageMakerRuntime(config),
  }
  for (const [service, client] of Object.entries(clients))
    watch(service, client, { dryRun, onCall })
  return { region, dryRun, ...clients }
}

/** Puts a watcher in front of the methods that change something. Waiting for the model to answer changes nothing. */
function watch(
  service: string,
  client: object,
  { dryRun, onCall }: { dryRun: boolean; onCall?(call: Call): void },
): void {
  if (service === 'runtime') return
  const methods = client as Record<string, (input: unknown) => Promise<unknown>>
  for (const operation of Object.keys(Object.getPrototypeOf(client))) {
    const method = methods[operation]
    if (typeof method !== 'function' || READS.test(operation) || operation === 'send') continue
    methods[operation] = async (input) => {
      onCall?.({ service, operation, input })
      return dryRun ? {} : method.call(client, input)
    }
  }
}

async function loadAll() {
  try {
    return await Promise.all([
      import('@aws-sdk/client-application-auto-scaling'),
      import('@aws-sdk/client-cloudwatch'),
      import('@aws-sdk/client-iam'),
      import('@aws-sdk/client-s3'),
      import('@aws-sdk/client-sagemaker'),
      import('@aws-sdk/client-scheduler'),
      import('@aws-sdk/client-sts'),
    ])
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new PolyglotError(
      'MISSING_PACKAGE',
      'polyglot endpoint needs clients for AWS that are not installed: npm install -D ' +
        PACKAGES.map((name) => `@aws-sdk/client-${name}`).join(' '),
      { cause: error },
    )
  }
}

const PACKAGES = [
  'application-auto-scaling',
  'cloudwatch',
  'iam',
  's3',
  'sagemaker',
  'scheduler',
  'sts',
]
