terraform {
  # plantimestamp() came with 1.5.
  required_version = ">= 1.5.0"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Checked with 5.100.0, the last 5.x.
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}
