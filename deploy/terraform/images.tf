# The same as deploy/image.ts; a test compares them. AWS's own Hugging Face image: transformers 4.51.3 on torch 2.6.0.
locals {
  image_tags = {
    gpu = "2.6.0-transformers4.51.3-gpu-py312-cu124-ubuntu22.04"
    cpu = "2.6.0-transformers4.51.3-cpu-py312-ubuntu22.04"
  }

  # Accounts of AWS that have the image, by region.
  image_accounts = merge(
    { for region in local.main_regions : region => "763104351884" },
    {
      af-south-1     = "626614931356"
      ap-east-1      = "871362719292"
      ap-northeast-3 = "364406365360"
      ap-south-2     = "772153158452"
      ap-southeast-3 = "907027046896"
      ap-southeast-4 = "457447274322"
      ca-west-1      = "204538143572"
      cn-north-1     = "727897471807"
      cn-northwest-1 = "727897471807"
      eu-central-2   = "380420809688"
      eu-south-1     = "692866216735"
      eu-south-2     = "503227376785"
      il-central-1   = "780543022126"
      me-central-1   = "914824155844"
      me-south-1     = "217643126080"
      us-gov-east-1  = "446045086412"
      us-gov-west-1  = "442386744353"
    },
  )

  main_regions = [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
  ]

  has_gpu     = can(regex("^ml\\.[gp]\\d", local.instance))
  domain      = local.partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"
  image_host  = "${lookup(local.image_accounts, local.region, "")}.dkr.ecr.${local.region}.${local.domain}"
  image_tag   = local.image_tags[local.has_gpu ? "gpu" : "cpu"]
  image       = coalesce(var.image, "${local.image_host}/huggingface-pytorch-inference:${local.image_tag}")
  image_parts = try(regex("^(\\d{12})\\.dkr\\.ecr\\.([^.]+)\\.[^/]+/([^:@]+)", local.image), null)
  # An image from elsewhere is pulled without rights of ours; a statement needs a resource all the same.
  image_repository = local.image_parts == null ? "arn:${local.partition}:ecr:${local.region}:*:repository/huggingface-*" : (
    "arn:${local.partition}:ecr:${local.image_parts[1]}:${local.image_parts[0]}:repository/${local.image_parts[2]}"
  )
}
