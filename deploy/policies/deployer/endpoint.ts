import { sagemakerArn } from '../../names.ts'
import type { DeployerScope } from '../deployer.ts'
import type { Statement } from '../document.ts'

/** The endpoint, its configurations and its models, by name. Only one type of instance can be started. */
export function endpointStatements({
  names,
  region,
  account,
  instance,
}: DeployerScope): Statement[] {
  const arn = (resource: string) => sagemakerArn(region, account, resource)
  const endpoint = arn(`endpoint/${names.endpoint}`)
  const models = arn(`model/${names.endpoint}-*`)
  const configs = arn(`endpoint-config/${names.endpoint}-*`)
  return [
    {
      Sid: 'Endpoint',
      Effect: 'Allow',
      Action: [
        'sagemaker:CreateEndpoint',
        'sagemaker:UpdateEndpoint',
        // Asked of whoever registers an endpoint for scaling.
        'sagemaker:UpdateEndpointWeightsAndCapacities',
        'sagemaker:DeleteEndpoint',
        'sagemaker:DescribeEndpoint',
        'sagemaker:InvokeEndpoint',
        'sagemaker:InvokeEndpointAsync',
      ],
      // Making and changing an endpoint asks for its configuration, too.
      Resource: [endpoint, configs],
    },
    {
      Sid: 'Models',
      Effect: 'Allow',
      Action: [
        'sagemaker:CreateModel',
        'sagemaker:DeleteModel',
        'sagemaker:DescribeModel',
        'sagemaker:DeleteEndpointConfig',
        'sagemaker:DescribeEndpointConfig',
      ],
      Resource: [models, configs],
    },
    {
      Sid: 'Instance',
      Effect: 'Allow',
      Action: ['sagemaker:CreateEndpointConfig'],
      Resource: [configs],
      Condition: { 'ForAllValues:StringEquals': { 'sagemaker:InstanceTypes': [instance] } },
    },
    {
      Sid: 'Tags',
      Effect: 'Allow',
      Action: ['sagemaker:AddTags'],
      Resource: [endpoint, models, configs],
    },
  ]
}
