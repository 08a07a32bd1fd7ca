/** What an instance is said to cost per hour. Prices differ by region and change: this is an estimate, AWS's page counts. */
export interface Price {
  /** US dollars per hour while one instance is up, billed by the second. */
  dollars: number
  gpu: string
  /** Memory of the GPU. */
  gigabytes: number
  source: string
}

/** Where live prices are. */
export const PRICES_URL = 'https://aws.amazon.com/sagemaker/ai/pricing/'

/** Month of the prices below. */
const AS_OF = 'November 2026'

/** Estimates for hosting in us-east-1; Europe is usually 10 to 30 % dearer. */
export const PRICES: Record<string, Price> = {
  'ml.g4dn.xlarge': {
    dollars: 0.74,
    gpu: 'T4',
    gigabytes: 16,
    source: 'a table of 2026 that is not by AWS',
  },
  'ml.g6.xlarge': {
    dollars: 1.13,
    gpu: 'L4',
    gigabytes: 24,
    source: 'the EC2 price of 0.805 times 1.4, the ratio of the other two',
  },
  'ml.g5.xlarge': { dollars: 1.41, gpu: 'A10G', gigabytes: 24, source: 'a blog of October 2025' },
}

/** One line about the money, for people. */
export function priceLine(instance: string): string {
  const price = PRICES[instance]
  if (price === undefined) return `price of ${instance}: not known here, see ${PRICES_URL}`
  return `price of ${instance} (${price.gpu}, ${price.gigabytes} GB): about $${price.dollars.toFixed(2)} per hour while it runs (estimate for us-east-1, ${AS_OF}, from ${price.source}; live prices differ: ${PRICES_URL})`
}

/** Instances to try where one cannot be had: with as much memory at least, the cheaper first. */
export function alternativesTo(instance: string): string[] {
  const { gigabytes = 0 } = PRICES[instance] ?? {}
  return Object.keys(PRICES).filter(
    (other) => other !== instance && PRICES[other]!.gigabytes >= gigabytes,
  )
}
