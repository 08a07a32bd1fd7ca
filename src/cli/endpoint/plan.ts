import { PRICES, PRICES_URL } from '../../../deploy/instances.ts'
import { MODELS } from '../../../deploy/models.ts'
import { PREFIX } from '../../../deploy/names.ts'
import type { EndpointSettings } from '../../../deploy/settings.ts'
import { duration } from '../../../deploy/wait.ts'
import { table } from '../table.ts'

/**
 * What is about to be brought up, what it costs and how that ends: read before money is spent.
 *
 * @param from where the region was found
 */
export function planText(settings: EndpointSettings, from: string): string {
  const { name, region, model, instance } = settings
  const { license, nonCommercial } = MODELS[model]
  return table([
    ['endpoint', `${PREFIX}${name} in ${region} (region from ${from})`],
    ['model', `${model}, licence ${license}${nonCommercial ? ' (not for commercial use)' : ''}`],
    ['machine', machine(instance)],
    ['runs', runs(settings)],
    ['stop it', `polyglot endpoint down --name ${name} --region ${region}`],
  ]).join('\n')
}

function machine(instance: string): string {
  const price = PRICES[instance]
  if (price === undefined) return `${instance}; its price is not known here, see ${PRICES_URL}`
  return `${instance} (${price.gpu}, ${price.gigabytes} GB), about $${price.dollars.toFixed(2)} per hour while it runs`
}

/** When the machine runs, and what ends it. */
function runs({ mode, ttl }: EndpointSettings): string {
  if (mode === 'async') {
    return 'once now, to see that it works; then only while there is something to translate. It stops by itself some minutes later'
  }
  if (ttl === undefined || ttl === 'none') {
    return 'ALL THE TIME, and costs all the time, until you take it down'
  }
  return `from now on for ${duration(ttl)}, busy or not; then the endpoint deletes itself`
}
