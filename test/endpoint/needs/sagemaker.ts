import type { Need } from '../evaluate.ts'
import { arn, endpoint, list, on, passing, type Table } from './table.ts'

const config = (name: string) => arn('sagemaker', `endpoint-config/${name}`)
const model = (name: string) => arn('sagemaker', `model/${name}`)

function tagging(resource: string, { Tags }: { Tags?: unknown[] }): Need[] {
  return Tags?.length ? [on('sagemaker:AddTags', resource)] : []
}

export const SAGEMAKER: Table = {
  'sagemaker.CreateModel': (input) => [
    on('sagemaker:CreateModel', model(input.ModelName)),
    passing(input.ExecutionRoleArn, 'sagemaker'),
    ...tagging(model(input.ModelName), input),
  ],
  'sagemaker.DescribeModel': ({ ModelName }) => [on('sagemaker:DescribeModel', model(ModelName))],
  'sagemaker.DeleteModel': ({ ModelName }) => [on('sagemaker:DeleteModel', model(ModelName))],
  'sagemaker.ListModels': list('sagemaker:ListModels'),
  'sagemaker.CreateEndpointConfig': (input) => [
    on('sagemaker:CreateEndpointConfig', config(input.EndpointConfigName), {
      'sagemaker:InstanceTypes': input.ProductionVariants.map(
        (variant: { InstanceType: string }) => variant.InstanceType,
      ),
    }),
    ...tagging(config(input.EndpointConfigName), input),
  ],
  'sagemaker.DescribeEndpointConfig': ({ EndpointConfigName }) => [
    on('sagemaker:DescribeEndpointConfig', config(EndpointConfigName)),
  ],
  'sagemaker.DeleteEndpointConfig': ({ EndpointConfigName }) => [
    on('sagemaker:DeleteEndpointConfig', config(EndpointConfigName)),
  ],
  'sagemaker.ListEndpointConfigs': list('sagemaker:ListEndpointConfigs'),
  'sagemaker.CreateEndpoint': (input) => [
    on('sagemaker:CreateEndpoint', endpoint(input.EndpointName)),
    on('sagemaker:CreateEndpoint', config(input.EndpointConfigName)),
    ...tagging(endpoint(input.EndpointName), input),
  ],
  'sagemaker.UpdateEndpoint': ({ EndpointName, EndpointConfigName }) => [
    on('sagemaker:UpdateEndpoint', endpoint(EndpointName)),
    on('sagemaker:UpdateEndpoint', config(EndpointConfigName)),
  ],
  'sagemaker.DescribeEndpoint': ({ EndpointName }) => [
    on('sagemaker:DescribeEndpoint', endpoint(EndpointName)),
  ],
  'sagemaker.DeleteEndpoint': ({ EndpointName }) => [
    on('sagemaker:DeleteEndpoint', endpoint(EndpointName)),
  ],
  'sagemaker.ListEndpoints': list('sagemaker:ListEndpoints'),
  'sagemaker.AddTags': ({ ResourceArn }) => [on('sagemaker:AddTags', ResourceArn)],
  'runtime.InvokeEndpoint': ({ EndpointName }) => [
    on('sagemaker:InvokeEndpoint', endpoint(EndpointName)),
  ],
  'runtime.InvokeEndpointAsync': ({ EndpointName }) => [
    on('sagemaker:InvokeEndpointAsync', endpoint(EndpointName)),
  ],
}
