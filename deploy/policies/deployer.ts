import type { Names } from '../names.ts'
import { bucketStatements } from './deployer/bucket.ts'
import { endpointStatements } from './deployer/endpoint.ts'
import { roleStatements } from './deployer/role.ts'
import { scalingStatements } from './deployer/scaling.ts'
import { documentOf, type PolicyDocument } from './document.ts'

/** What the policy of the person, or workflow, that runs `polyglot endpoint` is written for. */
export interface DeployerScope {
  names: Names
  region: string
  /** 12 digits. */
  account: string
  /** The only instance type that may be started. */
  instance: string
  /** Whether the role is one of the user's own, so that `up` and `down` only pass it on. */
  ownRole: boolean
}

/**
 * What `up`, `status` and `down` need for one endpoint in either mode. Statements without a resource of their own are those
 * for which the service authorization reference lists none: reading lists.
 */
export function deployerPolicy(scope: DeployerScope): PolicyDocument {
  return documentOf([
    ...endpointStatements(scope),
    ...roleStatements(scope),
    ...bucketStatements(scope),
    ...scalingStatements(scope),
    {
      Sid: 'Lists',
      Effect: 'Allow',
      Action: [
        'sagemaker:ListEndpoints',
        'sagemaker:ListEndpointConfigs',
        'sagemaker:ListModels',
        'application-autoscaling:DescribeScalableTargets',
        'application-autoscaling:DescribeScalingPolicies',
        'scheduler:ListSchedules',
        's3:ListAllMyBuckets',
        'iam:ListRoles',
      ],
      Resource: ['*'],
    },
  ])
}
