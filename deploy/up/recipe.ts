import type { CreateEndpointConfigInput, CreateModelInput } from '@aws-sdk/client-sagemaker'
import { hasGpu } from '../image.ts'
import { MODELS } from '../models.ts'
import { contentName, VARIANT } from '../names.ts'
import type { Work } from './work.ts'

/** Seconds for the download of the code and for the server to come up, which installs packages first. */
const PATIENCE = 1200

/**
 * The model: image, code, environment and role. Its name ends in a hash of them.
 *
 * @param codeUri folder in S3 that ends in `/`
 */
export function modelRecipe(work: Work, codeUri: string): CreateModelInput {
  const { settings, names, image } = work
  const { hub, revision, family } = MODELS[settings.model]
  const content = {
    ExecutionRoleArn: names.roleArn,
    PrimaryContainer: {
      Image: image,
      ModelDataSource: {
        // Plain files: nothing to pack, and AWS takes the folder's name off.
        S3DataSource: {
          S3Uri: codeUri,
          S3DataType: 'S3Prefix' as const,
          CompressionType: 'None' as const,
        },
      },
      Environment: {
        POLYGLOT_MODEL_ID: hub,
        POLYGLOT_MODEL_REVISION: revision,
        POLYGLOT_MODEL_FAMILY: family,
        POLYGLOT_ENGINE: settings.engine ?? 'auto',
        ...(settings.tokenBudget === undefined
          ? {}
          : { POLYGLOT_TOKEN_BUDGET: String(settings.tokenBudget) }),
        SAGEMAKER_PROGRAM: 'inference.py',
        SAGEMAKER_CONTAINER_LOG_LEVEL: '20',
        // A second worker would load the model a second time.
        SAGEMAKER_MODEL_SERVER_WORKERS: '1',
        // 60 by default, for loading, too: a slow start would be killed and begun anew for ever. Which of the two
        // counts depends on the version of the server.
        SAGEMAKER_MODEL_SERVER_TIMEOUT: '3600',
        SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS: '3600',
      },
    },
  }
  return { ModelName: contentName(names.endpoint, content), ...content }
}

/** What runs the model: instance, time-outs, and where answers go. Its name ends in a hash of them. */
export function configRecipe(work: Work, modelName: string): CreateEndpointConfigInput {
  const { settings, names } = work
  const content = {
    ProductionVariants: [
      {
        VariantName: VARIANT,
        ModelName: modelName,
        InstanceType: settings.instance as 'ml.g4dn.xlarge',
        // AWS takes no 0 here; scaling does.
        InitialInstanceCount: 1,
        ModelDataDownloadTimeoutInSeconds: PATIENCE,
        ContainerStartupHealthCheckTimeoutInSeconds: PATIENCE,
        // The driver that the image's CUDA 12.4 is made for. With the usual one a container may not start, without a log.
        ...(hasGpu(settings.instance)
          ? { InferenceAmiVersion: 'al2-ami-sagemaker-inference-gpu-3-1' as const }
          : {}),
      },
    ],
    ...(settings.mode === 'async'
      ? {
          AsyncInferenceConfig: {
            // One is computed, one waits inside.
            ClientConfig: { MaxConcurrentInvocationsPerInstance: 2 },
            OutputConfig: {
              S3OutputPath: `s3://${names.bucket}/async/out`,
              S3FailurePath: `s3://${names.bucket}/async/fail`,
            },
          },
        }
      : {}),
  }
  return { EndpointConfigName: contentName(names.endpoint, content), ...content }
}
