import { partitionOf } from '../../names.ts'
import type { DeployerScope } from '../deployer.ts'
import type { Statement } from '../document.ts'

/** Making the role of the endpoint and handing it on, or only handing on one of the user's own. */
export function roleStatements({ names, region, account, ownRole }: DeployerScope): Statement[] {
  return [
    {
      Sid: 'PassRole',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: [names.roleArn],
      Condition: {
        StringEquals: {
          'iam:PassedToService': ['sagemaker.amazonaws.com', 'scheduler.amazonaws.com'],
        },
      },
    },
    {
      Sid: 'Role',
      Effect: 'Allow',
      // Where the role is the user's own, `down` still looks whether there is one of ours.
      Action: ownRole
        ? ['iam:GetRole']
        : [
            'iam:CreateRole',
            'iam:GetRole',
            'iam:TagRole',
            'iam:UpdateAssumeRolePolicy',
            'iam:DeleteRole',
            'iam:PutRolePolicy',
            'iam:GetRolePolicy',
            'iam:ListRolePolicies',
            'iam:DeleteRolePolicy',
          ],
      Resource: [`arn:${partitionOf(region)}:iam::${account}:role/${names.role}`],
    },
  ]
}
