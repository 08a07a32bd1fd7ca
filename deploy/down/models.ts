import type { Aws } from '../aws.ts'
import { belongsTo, type Names } from '../names.ts'
import { unlessMissing } from './missing.ts'
import type { Part } from './part.ts'

/** The most that AWS gives at once; ten are usual. */
const PAGE = { pageSize: 100 }

/** Every configuration and model that was ever made for the endpoint: a changed `up` leaves the older ones behind. */
export function modelParts({ sagemaker, region }: Aws, { endpoint }: Names): Part[] {
  const NameContains = `${endpoint}-`
  const own = (name: string) => belongsTo(endpoint, name)
  return [
    {
      kind: 'endpoint configuration',
      expected: `${endpoint}-*`,
      afterEndpoint: true,
      async find() {
        const names: string[] = []
        for await (const { EndpointConfigs = [] } of sagemaker.paginateListEndpointConfigs(
          { NameContains },
          PAGE,
        ))
          names.push(...EndpointConfigs.map(({ EndpointConfigName }) => EndpointConfigName!))
        return names.filter(own)
      },
      async remove(name) {
        await unlessMissing(sagemaker.deleteEndpointConfig({ EndpointConfigName: name }))
      },
      command: (name) =>
        `aws sagemaker delete-endpoint-config --endpoint-config-name ${name} --region ${region}`,
    },
    {
      kind: 'model',
      expected: `${endpoint}-*`,
      afterEndpoint: true,
      async find() {
        const names: string[] = []
        for await (const { Models = [] } of sagemaker.paginateListModels({ NameContains }, PAGE))
          names.push(...Models.map(({ ModelName }) => ModelName!))
        return names.filter(own)
      },
      async remove(name) {
        await unlessMissing(sagemaker.deleteModel({ ModelName: name }))
      },
      command: (name) => `aws sagemaker delete-model --model-name ${name} --region ${region}`,
    },
  ]
}
