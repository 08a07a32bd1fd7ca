# Between no instance and one: the same as deploy/up/scaling.ts; a test compares them.
resource "aws_appautoscaling_target" "this" {
  count = local.is_async ? 1 : 0

  service_namespace  = "sagemaker"
  resource_id        = local.scalable_target
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  min_capacity       = 0
  max_capacity       = 1

  depends_on = [aws_sagemaker_endpoint.this]
}

# Requests that wait, per instance, at which it is enough of one. Values of AWS's guide for asynchronous endpoints.
resource "aws_appautoscaling_policy" "backlog" {
  count = local.is_async ? 1 : 0

  name               = local.backlog_policy
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[0].service_namespace
  resource_id        = aws_appautoscaling_target.this[0].resource_id
  scalable_dimension = aws_appautoscaling_target.this[0].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = 5
    scale_in_cooldown  = 300
    scale_out_cooldown = 300

    customized_metric_specification {
      metric_name = "ApproximateBacklogSizePerInstance"
      namespace   = "AWS/SageMaker"
      statistic   = "Average"

      dimensions {
        name  = "EndpointName"
        value = local.endpoint
      }
    }
  }
}

# From zero there is no backlog per instance to look at, so one step up wakes the endpoint.
resource "aws_appautoscaling_policy" "wake" {
  count = local.is_async ? 1 : 0

  name               = local.wake_policy
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.this[0].service_namespace
  resource_id        = aws_appautoscaling_target.this[0].resource_id
  scalable_dimension = aws_appautoscaling_target.this[0].scalable_dimension

  step_scaling_policy_configuration {
    adjustment_type         = "ChangeInCapacity"
    metric_aggregation_type = "Average"
    cooldown                = 300

    step_adjustment {
      metric_interval_lower_bound = 0
      scaling_adjustment          = 1
    }
  }
}

# One minute with something to do and nobody to do it.
resource "aws_cloudwatch_metric_alarm" "wake" {
  count = local.is_async ? 1 : 0

  alarm_name          = local.alarm
  namespace           = "AWS/SageMaker"
  metric_name         = "HasBacklogWithoutCapacity"
  dimensions          = { EndpointName = local.endpoint }
  statistic           = "Average"
  period              = 60
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "missing"
  alarm_actions       = [aws_appautoscaling_policy.wake[0].arn]
  tags                = local.tags
}
