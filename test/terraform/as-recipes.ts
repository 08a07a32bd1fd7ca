import type { Planned } from './plan.ts'

/** What `up` would send, from what Terraform would make. */
export function asRecipes(planned: Planned) {
  const {
    name: model,
    execution_role_arn,
    primary_container,
  } = of(planned, 'aws_sagemaker_model.this')
  const config = of(planned, 'aws_sagemaker_endpoint_configuration.this')
  const [container] = primary_container
  const [source] = container.model_data_source[0].s3_data_source
  const [variant] = config.production_variants
  const [asynchronous] = config.async_inference_config
  return {
    model: {
      ModelName: model,
      ExecutionRoleArn: execution_role_arn,
      PrimaryContainer: {
        Image: container.image,
        ModelDataSource: {
          S3DataSource: {
            S3Uri: source.s3_uri,
            S3DataType: source.s3_data_type,
            CompressionType: source.compression_type,
          },
        },
        Environment: container.environment,
      },
    },
    config: {
      EndpointConfigName: config.name,
      ProductionVariants: [
        {
          VariantName: variant.variant_name,
          ModelName: variant.model_name,
          InstanceType: variant.instance_type,
          InitialInstanceCount: variant.initial_instance_count,
          ModelDataDownloadTimeoutInSeconds: variant.model_data_download_timeout_in_seconds,
          ContainerStartupHealthCheckTimeoutInSeconds:
            variant.container_startup_health_check_timeout_in_seconds,
          ...(variant.inference_ami_version && {
            InferenceAmiVersion: variant.inference_ami_version,
          }),
        },
      ],
      ...(asynchronous && {
        AsyncInferenceConfig: {
          ClientConfig: {
            MaxConcurrentInvocationsPerInstance:
              asynchronous.client_config[0].max_concurrent_invocations_per_instance,
          },
          OutputConfig: {
            S3OutputPath: asynchronous.output_config[0].s3_output_path,
            S3FailurePath: asynchronous.output_config[0].s3_failure_path,
          },
        },
      }),
    },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: values of any resource of the provider
export const of = (planned: Planned, address: string): any => planned[address]
