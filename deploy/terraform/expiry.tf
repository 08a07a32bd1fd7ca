# Has EventBridge delete a realtime endpoint at its time: the same as deploy/up/expiry.ts; a test compares them. The schedule
# itself stays until terraform destroy.
locals {
  expires = !local.is_async && var.expires_at != null && var.expires_at != "never"
}

resource "aws_scheduler_schedule" "expiry" {
  count = local.expires ? 1 : 0

  name                         = local.schedule
  description                  = "Deletes the SageMaker endpoint ${local.endpoint} of unplugin-polyglot"
  schedule_expression          = "at(${trimsuffix(var.expires_at, "Z")})"
  schedule_expression_timezone = "UTC"
  state                        = "ENABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:${local.partition}:scheduler:::aws-sdk:sagemaker:deleteEndpoint"
    role_arn = local.role_arn
    input    = jsonencode({ EndpointName = local.endpoint })

    # An endpoint that is being made cannot be deleted: try for a day.
    retry_policy {
      maximum_retry_attempts       = 185
      maximum_event_age_in_seconds = 86400
    }
  }

  depends_on = [aws_iam_role_policy.this]

  lifecycle {
    # Without this, the next apply would bring back an endpoint that has deleted itself, and nothing would ever end it.
    precondition {
      condition     = timecmp(var.expires_at, plantimestamp()) > 0
      error_message = "expires_at (${var.expires_at}) is over. Set a later time, or run terraform destroy."
    }
  }
}
