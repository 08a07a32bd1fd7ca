# The same as deploy/up/recipe.ts; a test compares them.
locals {
  environment = merge(
    {
      POLYGLOT_MODEL_ID       = local.model.hub
      POLYGLOT_MODEL_REVISION = local.model.revision
      POLYGLOT_MODEL_FAMILY   = local.model.family
      POLYGLOT_ENGINE         = var.engine
      SAGEMAKER_PROGRAM       = "inference.py"

      SAGEMAKER_CONTAINER_LOG_LEVEL = "20"
      # A second worker would load the model a second time.
      SAGEMAKER_MODEL_SERVER_WORKERS = "1"
      # 60 by default, for loading, too: a slow start would be killed and begun anew for ever.
      SAGEMAKER_MODEL_SERVER_TIMEOUT         = "3600"
      SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS = "3600"
    },
    var.token_budget == null ? {} : { POLYGLOT_TOKEN_BUDGET = tostring(var.token_budget) },
  )

  # Seconds for the download of the code and for the server to come up, which installs packages first.
  patience = 1200

  # The driver that the image's CUDA 12.4 is made for. With the usual one a container may not start, without a log.
  ami = local.has_gpu ? "al2-ami-sagemaker-inference-gpu-3-1" : null

  model_content = {
    role        = local.role_arn
    image       = local.image
    code        = "s3://${local.bucket}/${local.code_folder}"
    environment = local.environment
  }
  # One is computed, one waits inside.
  concurrency = 2
  answers     = "s3://${local.bucket}/async/out"
  failures    = "s3://${local.bucket}/async/fail"

  # All that a configuration is made of: another content, another name.
  config_content = {
    variant  = local.variant
    model    = local.model_name
    instance = local.instance
    patience = local.patience
    ami      = local.ami
    async    = local.is_async ? [local.concurrency, local.answers, local.failures] : []
  }
}

resource "aws_sagemaker_model" "this" {
  name               = local.model_name
  execution_role_arn = local.role_arn
  tags               = local.tags

  primary_container {
    image       = local.image
    environment = local.environment

    # Plain files: nothing to pack, and AWS takes the folder's name off.
    model_data_source {
      s3_data_source {
        s3_uri           = "s3://${local.bucket}/${local.code_folder}"
        s3_data_type     = "S3Prefix"
        compression_type = "None"
      }
    }
  }

  depends_on = [aws_iam_role_policy.this, aws_s3_object.code]

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = !local.model.non_commercial || try(lower(var.accepted_license), "") == local.model.license
      error_message = "The weights of ${var.model} are under ${local.model.license}, which forbids commercial use. If yours is allowed, set accepted_license = \"${local.model.license}\"; otherwise take model = \"madlad400-3b-mt\"."
    }

    precondition {
      condition     = local.is_async ? var.expires_at == null : var.expires_at != null
      error_message = local.is_async ? "An asynchronous endpoint needs no expires_at: it scales to zero by itself." : "A realtime endpoint costs day and night: say when it ends with expires_at, or expires_at = \"never\"."
    }

    precondition {
      condition     = var.image != null || contains(keys(local.image_accounts), local.region)
      error_message = "No container image of AWS is known for ${local.region}. Take another region, or give one with image."
    }

    precondition {
      condition     = contains(keys(local.code), "code/inference.py")
      error_message = "The container's code (code/inference.py) is not in ${local.container}. Set container to the folder deploy/container of unplugin-polyglot."
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "this" {
  name = local.config_name
  tags = local.tags

  production_variants {
    variant_name  = local.variant
    model_name    = aws_sagemaker_model.this.name
    instance_type = local.instance
    # AWS takes no 0 here; scaling does.
    initial_instance_count                            = 1
    model_data_download_timeout_in_seconds            = local.patience
    container_startup_health_check_timeout_in_seconds = local.patience
    inference_ami_version                             = local.ami
  }

  dynamic "async_inference_config" {
    for_each = local.is_async ? [1] : []

    content {
      client_config {
        max_concurrent_invocations_per_instance = local.concurrency
      }

      output_config {
        s3_output_path  = local.answers
        s3_failure_path = local.failures
      }
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sagemaker_endpoint" "this" {
  name                 = local.endpoint
  endpoint_config_name = aws_sagemaker_endpoint_configuration.this.name
  tags                 = local.tags

  # What ends it stands before it starts; and the role goes after it, or SageMaker could not clean up.
  depends_on = [aws_scheduler_schedule.expiry, aws_iam_role_policy.this]
}
