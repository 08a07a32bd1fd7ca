import type { S3 } from '@aws-sdk/client-s3'
import type { SageMaker } from '@aws-sdk/client-sagemaker'
import type { SageMakerRuntime } from '@aws-sdk/client-sagemaker-runtime'
import { PolyglotError } from '../../errors.ts'

/** The clients that talk to an endpoint. Each package is loaded when it is first asked for. */
export interface Clients {
  runtime(): Promise<SageMakerRuntime>
  /** @throws PolyglotError MISSING_PACKAGE with the command that installs it. */
  s3(): Promise<S3>
  /** For better words about an endpoint; undefined where the package is not installed. */
  control(): Promise<SageMaker | undefined>
  close(): void
}

/**
 * Credentials come from where every AWS tool looks for them: environment, profile, SSO, web identity, instance.
 * `AWS_ENDPOINT_URL` leads all clients to another server.
 */
export function createClients({ region, profile }: { region?: string; profile?: string }): Clients {
  const config = {
    ...(region && { region }),
    ...(profile && { profile }),
    // `adaptive` also slows down healthy calls after a fault.
    retryMode: 'standard',
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 10_000 },
  }
  const open: { destroy(): void }[] = []
  const opened = <Client extends { destroy(): void }>(client: Client): Client => {
    open.push(client)
    return client
  }
  const runtime = once(async () => {
    const { SageMakerRuntime } = await import('@aws-sdk/client-sagemaker-runtime')
    return opened(new SageMakerRuntime(config))
  })
  const s3 = once(async () => {
    const { S3 } = await import('@aws-sdk/client-s3').catch(missing)
    // A server that is not AWS has no host name for each bucket.
    const elsewhere = process.env.AWS_ENDPOINT_URL_S3 || process.env.AWS_ENDPOINT_URL
    return opened(new S3({ ...config, forcePathStyle: Boolean(elsewhere) }))
  })
  const control = once(async () => {
    const loaded = await import('@aws-sdk/client-sagemaker').catch((error) => {
      if (isMissing(error)) return undefined
      throw error
    })
    return loaded && opened(new loaded.SageMaker(config))
  })
  return {
    runtime,
    s3,
    control,
    close() {
      for (const client of open.splice(0)) client.destroy()
    },
  }
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined
  return () => {
    made ??= make()
    return made
  }
}

function missing(error: unknown): never {
  if (!isMissing(error)) throw error
  throw new PolyglotError(
    'MISSING_PACKAGE',
    'sagemaker: an asynchronous endpoint leaves its results in S3, and the client for it is not installed: ' +
      'npm install -D @aws-sdk/client-s3',
    { cause: error },
  )
}

function isMissing(error: unknown): boolean {
  return (error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND'
}
