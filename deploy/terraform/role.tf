# The role of the endpoint, with the least that it needs: the same as deploy/policies/role.ts; a test compares them.
locals {
  trust_policy = {
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Trust"
      Effect    = "Allow"
      Principal = { Service = ["sagemaker.amazonaws.com", "scheduler.amazonaws.com"] }
      Action    = ["sts:AssumeRole"]
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  }

  role_policy = {
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "Image"
          Effect   = "Allow"
          Action   = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
          Resource = [local.image_repository]
        },
        { Sid = "Login", Effect = "Allow", Action = ["ecr:GetAuthorizationToken"], Resource = ["*"] },
        { Sid = "Metrics", Effect = "Allow", Action = ["cloudwatch:PutMetricData"], Resource = ["*"] },
        {
          Sid    = "Logs"
          Effect = "Allow"
          Action = [
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:DescribeLogStreams",
            "logs:PutLogEvents",
          ]
          Resource = [for end in ["", ":*"] : join(":", [
            "arn", local.partition, "logs", local.region, local.account,
            "log-group", "/aws/sagemaker/Endpoints/${local.endpoint}${end}",
          ])]
        },
        {
          Sid    = "Read"
          Effect = "Allow"
          Action = ["s3:GetObject"]
          Resource = concat(
            ["${local.bucket_arn}/model/*"],
            local.is_async ? ["${local.bucket_arn}/async/in/*"] : [],
          )
        },
        { Sid = "Find", Effect = "Allow", Action = ["s3:ListBucket"], Resource = [local.bucket_arn] },
      ],
      [for statement in [
        {
          Sid      = "Answer"
          Effect   = "Allow"
          Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
          Resource = ["${local.bucket_arn}/async/out/*", "${local.bucket_arn}/async/fail/*"]
        },
        {
          Sid      = "Expire"
          Effect   = "Allow"
          Action   = ["sagemaker:DeleteEndpoint"]
          Resource = [local.endpoint_arn]
        },
      ] : statement if local.is_async || statement.Sid != "Answer"],
    )
  }
}

resource "aws_iam_role" "this" {
  count = var.role_arn == null ? 1 : 0

  name               = local.role
  description        = "Runs the SageMaker endpoint ${local.endpoint} of unplugin-polyglot"
  assume_role_policy = jsonencode(local.trust_policy)
  tags               = local.tags
}

resource "aws_iam_role_policy" "this" {
  count = var.role_arn == null ? 1 : 0

  name   = local.policy
  role   = aws_iam_role.this[0].id
  policy = jsonencode(local.role_policy)
}
