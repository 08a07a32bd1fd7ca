# A role that runs of one branch on GitHub take on: the same as deploy/policies/github.ts and ci.ts; a test compares them.
locals {
  github_host = "token.actions.githubusercontent.com"

  github_trust = var.github == null ? null : {
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Github"
      Effect    = "Allow"
      Principal = { Federated = "arn:${local.partition}:iam::${local.account}:oidc-provider/${local.github_host}" }
      Action    = ["sts:AssumeRoleWithWebIdentity"]
      Condition = { StringEquals = {
        "${local.github_host}:aud" = "sts.amazonaws.com"
        "${local.github_host}:sub" = "repo:${var.github.repository}:ref:refs/heads/${var.github.branch}"
      } }
    }]
  }

  ci_policy = {
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid    = "Translate"
        Effect = "Allow"
        Action = concat(
          ["sagemaker:DescribeEndpoint", "sagemaker:InvokeEndpoint"],
          local.is_async ? ["sagemaker:InvokeEndpointAsync"] : [],
        )
        Resource = [local.endpoint_arn]
      }],
      # Large requests go through the bucket, and so do all answers.
      [for statement in [
        { Sid = "Request", Effect = "Allow", Action = ["s3:PutObject"], Resource = ["${local.bucket_arn}/async/in/*"] },
        {
          Sid      = "Answer"
          Effect   = "Allow"
          Action   = ["s3:GetObject"]
          Resource = ["${local.bucket_arn}/async/out/*", "${local.bucket_arn}/async/fail/*"]
        },
        # Without it, S3 says "forbidden" of an answer that is not there yet.
        { Sid = "Wait", Effect = "Allow", Action = ["s3:ListBucket"], Resource = [local.bucket_arn] },
      ] : statement if local.is_async],
    )
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  count = try(!var.github.provider_exists, false) ? 1 : 0

  url            = "https://${local.github_host}"
  client_id_list = ["sts.amazonaws.com"]
  tags           = local.tags
}

resource "aws_iam_role" "ci" {
  count = var.github == null ? 0 : 1

  name               = "${local.role}-ci"
  description        = "Lets ${var.github.repository} translate with ${local.endpoint}"
  assume_role_policy = jsonencode(local.github_trust)
  # Four hours: a first translation of a whole site behind a cold start. Ask for as much with aws-session-seconds.
  max_session_duration = 14400
  tags                 = local.tags

  depends_on = [aws_iam_openid_connect_provider.github]
}

resource "aws_iam_role_policy" "ci" {
  count = var.github == null ? 0 : 1

  name   = "translate"
  role   = aws_iam_role.ci[0].id
  policy = jsonencode(local.ci_policy)
}
