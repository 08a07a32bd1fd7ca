data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

# The same as deploy/names.ts, so that `polyglot endpoint status` and the translator find what is made here; a test compares
# them.
locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.id

  endpoint        = "polyglot-${var.name}"
  variant         = "AllTraffic"
  bucket          = "${local.endpoint}-${local.account}-${local.region}"
  role            = "${local.endpoint}-${local.region}"
  role_arn        = coalesce(var.role_arn, "arn:${local.partition}:iam::${local.account}:role/${local.role}")
  policy          = "endpoint"
  scalable_target = "endpoint/${local.endpoint}/variant/${local.variant}"
  backlog_policy  = "${local.endpoint}-backlog"
  wake_policy     = "${local.endpoint}-wake"
  alarm           = "${local.endpoint}-wake"
  schedule        = "${local.endpoint}-expiry"

  # Models and configurations never change once they are made: another content, another name.
  model_name  = "${local.endpoint}-${substr(sha256(jsonencode(local.model_content)), 0, 12)}"
  config_name = "${local.endpoint}-${substr(sha256(jsonencode(local.config_content)), 0, 12)}"

  bucket_arn   = "arn:${local.partition}:s3:::${local.bucket}"
  endpoint_arn = "arn:${local.partition}:sagemaker:${local.region}:${local.account}:endpoint/${local.endpoint}"

  instance = coalesce(var.instance, local.model.instance)
  is_async = var.mode == "async"

  tags = merge(
    var.tags,
    { "polyglot:endpoint" = local.endpoint, "polyglot:model" = var.model },
    var.accepted_license == null ? {} : { "polyglot:license" = lower(var.accepted_license) },
  )
}
