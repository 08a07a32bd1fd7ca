import { PolyglotError } from '../src/errors.ts'
import { partitionOf } from './names.ts'
import type { EndpointSettings } from './settings.ts'

/**
 * What the container is made of: transformers 4.51.3 on torch 2.6.0. Newer images have transformers 5, in which tied
 * weights of translation models were broken for a while (huggingface/transformers#45005, #42377).
 */
const TAGS = {
  gpu: '2.6.0-transformers4.51.3-gpu-py312-cu124-ubuntu22.04',
  cpu: '2.6.0-transformers4.51.3-cpu-py312-ubuntu22.04',
}

/** Source of both tables: huggingface.json of aws/sagemaker-python-sdk at a248126 (21 August 2026), version 4.51.3. */
const MAIN_ACCOUNT = '763104351884'
const MAIN_REGIONS =
  'ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2'.split(
    ' ',
  )
const OTHER_ACCOUNTS: Record<string, string> = {
  'af-south-1': '626614931356',
  'ap-east-1': '871362719292',
  'ap-northeast-3': '364406365360',
  'ap-south-2': '772153158452',
  'ap-southeast-3': '907027046896',
  'ap-southeast-4': '457447274322',
  'ca-west-1': '204538143572',
  'cn-north-1': '727897471807',
  'cn-northwest-1': '727897471807',
  'eu-central-2': '380420809688',
  'eu-south-1': '692866216735',
  'eu-south-2': '503227376785',
  'il-central-1': '780543022126',
  'me-central-1': '914824155844',
  'me-south-1': '217643126080',
  'us-gov-east-1': '446045086412',
  'us-gov-west-1': '442386744353',
}

/** Instances with a GPU that the image can use. */
export function hasGpu(instance: string): boolean {
  return /^ml\.[gp]\d/.test(instance)
}

/**
 * URI of the container's image: AWS's own Hugging Face image for the region, or the one of the settings.
 *
 * @throws PolyglotError ENDPOINT where AWS has none, BAD_OPTION for an instance that no image is made for.
 */
export function imageFor({
  image,
  instance,
  region,
}: Pick<EndpointSettings, 'image' | 'instance' | 'region'>): string {
  if (image !== undefined) return image
  if (/^ml\.(?:inf|trn)\d/.test(instance))
    throw new PolyglotError(
      'BAD_OPTION',
      `${instance} has AWS's own accelerator, which the container does not use. Take an instance with an NVIDIA GPU, such as ml.g4dn.xlarge.`,
    )
  const account = MAIN_REGIONS.includes(region) ? MAIN_ACCOUNT : OTHER_ACCOUNTS[region]
  if (account === undefined)
    throw new PolyglotError(
      'ENDPOINT',
      `No container image of AWS is known for ${region}. Take another region, such as eu-central-1 or us-east-1, or give the URI of an image with --image: AWS lists them as "huggingface-pytorch-inference" in its Deep Learning Containers documentation.`,
    )
  const domain = partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  const tag = hasGpu(instance) ? TAGS.gpu : TAGS.cpu
  return `${account}.dkr.ecr.${region}.${domain}/huggingface-pytorch-inference:${tag}`
}
