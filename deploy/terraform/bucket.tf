# Code, requests and answers.
resource "aws_s3_bucket" "this" {
  bucket = local.bucket
  tags   = local.tags
  # Requests and answers are in it that nobody here knows of.
  force_destroy = true
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Requests and answers hold the texts of a blog: they go after three days.
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "polyglot-async"
    status = "Enabled"

    filter {
      prefix = "async/"
    }

    expiration {
      days = 3
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 3
    }
  }
}

locals {
  container = coalesce(var.container, "${path.module}/../container")

  # By path as under /opt/ml/model, such as code/inference.py: the same as deploy/code.ts; a test compares them.
  code = merge(
    {
      for file in fileset(local.container, "code/**") : file => "${local.container}/${file}"
      if !can(regex("(^|/)(__pycache__/|test_|\\.)|\\.pyc$", file))
    },
    # For people it lies beside the code; AWS's server installs it from within before it starts.
    { for file in fileset(local.container, "requirements.txt") : "code/${file}" => "${local.container}/${file}" },
  )
  code_hash   = substr(sha256(jsonencode({ for path, file in local.code : path => filesha256(file) })), 0, 12)
  code_folder = "model/${local.code_hash}/"
}

resource "aws_s3_object" "code" {
  for_each = local.code

  bucket       = aws_s3_bucket.this.id
  key          = "${local.code_folder}${each.key}"
  source       = each.value
  source_hash  = filesha256(each.value)
  content_type = "text/plain; charset=utf-8"
}
