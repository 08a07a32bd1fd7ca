import type { Aws } from '../aws.ts'
import { type Names, TAG } from '../names.ts'
import { unlessMissing } from './missing.ts'
import type { Part } from './part.ts'

/** The role that `up` made. One that was given with `--role-arn` has another name, or not our tag. */
export function rolePart({ iam }: Aws, { role, endpoint }: Names): Part {
  return {
    kind: 'role',
    expected: role,
    afterEndpoint: true,
    async find() {
      return (await unlessMissing(iam.getRole({ RoleName: role }))) ? [role] : []
    },
    async keep(name) {
      const { Role } = await iam.getRole({ RoleName: name })
      const ours = Role?.Tags?.some(({ Key, Value }) => Key === TAG && Value === endpoint)
      return ours ? undefined : 'polyglot endpoint up did not make it'
    },
    async remove(name) {
      const policies: string[] = []
      for await (const { PolicyNames = [] } of iam.paginateListRolePolicies({ RoleName: name }))
        policies.push(...PolicyNames)
      for (const PolicyName of policies)
        await unlessMissing(iam.deleteRolePolicy({ RoleName: name, PolicyName }))
      await unlessMissing(iam.deleteRole({ RoleName: name }))
    },
    command: (name) =>
      `aws iam list-role-policies --role-name ${name}; aws iam delete-role --role-name ${name}`,
  }
}
