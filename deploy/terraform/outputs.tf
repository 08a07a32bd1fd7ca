locals {
  # The same as deploy/env-file.ts; a test compares them.
  dotenv = {
    POLYGLOT_ENDPOINT      = local.endpoint
    AWS_REGION             = local.region
    POLYGLOT_ENDPOINT_MODE = var.mode
    POLYGLOT_MODEL         = var.model
  }
}

output "endpoint" {
  description = "Name of the endpoint."
  value       = aws_sagemaker_endpoint.this.name
}

output "environment" {
  description = "What the sagemaker translator reads from the environment."
  value       = local.dotenv
}

output "dotenv" {
  description = "The same as lines of a .env file: terraform output -raw dotenv >> .env"
  value       = join("", [for name, value in local.dotenv : "${name}=${value}\n"])
}

output "bucket" {
  description = "Bucket with the code, and for asynchronous endpoints with requests and answers."
  value       = aws_s3_bucket.this.id
}

output "role_arn" {
  description = "Role of the endpoint."
  value       = local.role_arn
}

output "ci_role_arn" {
  description = "Role for GitHub Actions: the input aws-role, or the variable POLYGLOT_AWS_ROLE of the workflows."
  value       = one(aws_iam_role.ci[*].arn)
}
