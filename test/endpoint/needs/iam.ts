import { ACCOUNT, list, on, type Table } from './table.ts'

const role = (action: string) => (input: { RoleName: string }) => [
  on(`iam:${action}`, `arn:aws:iam::${ACCOUNT}:role/${input.RoleName}`),
]

export const IAM: Table = {
  // Allowed to everybody who has credentials.
  'sts.GetCallerIdentity': () => [],
  'iam.CreateRole': (input) => [
    ...role('CreateRole')(input),
    ...(input.Tags?.length ? role('TagRole')(input) : []),
  ],
  'iam.GetRole': role('GetRole'),
  'iam.UpdateAssumeRolePolicy': role('UpdateAssumeRolePolicy'),
  'iam.DeleteRole': role('DeleteRole'),
  'iam.PutRolePolicy': role('PutRolePolicy'),
  'iam.GetRolePolicy': role('GetRolePolicy'),
  'iam.DeleteRolePolicy': role('DeleteRolePolicy'),
  'iam.ListRolePolicies': role('ListRolePolicies'),
  'iam.ListRoles': list('iam:ListRoles'),
}
