import { isDeepStrictEqual } from 'node:util'
import { unlessMissing } from '../down/missing.ts'
import { rolePolicy, trustPolicy } from '../policy.ts'
import { did, tagsOf, type Work } from './work.ts'

/** The role of the endpoint, with the least that it needs; one of your own is left as it is. */
export async function roleStep(work: Work): Promise<void> {
  const { names, settings, account, image } = work
  const { iam } = work.io.aws
  if (settings.roleArn !== undefined)
    return did(work, 'kept', `role ${settings.roleArn} (your own)`)
  const scope = { names, region: settings.region, account, mode: settings.mode, image }
  const trust = trustPolicy(scope)
  const role = (await unlessMissing(iam.getRole({ RoleName: names.role })))?.Role
  let deed: 'created' | 'changed' | 'kept' = 'kept'
  if (role === undefined) {
    deed = 'created'
    const create = iam.createRole({
      RoleName: names.role,
      Description: `Runs the SageMaker endpoint ${names.endpoint} of unplugin-polyglot`,
      AssumeRolePolicyDocument: JSON.stringify(trust),
      Tags: tagsOf(work),
    })
    // Another run was first; it wrote the same.
    await create.catch((error: Error) => {
      if (!error.name.startsWith('EntityAlreadyExists')) throw error
    })
  } else if (!isSame(role.AssumeRolePolicyDocument, trust)) {
    deed = 'changed'
    await iam.updateAssumeRolePolicy({
      RoleName: names.role,
      PolicyDocument: JSON.stringify(trust),
    })
  }
  const wanted = rolePolicy(scope)
  const inline = { RoleName: names.role, PolicyName: names.policy }
  const there = role && (await unlessMissing(iam.getRolePolicy(inline)))
  if (!isSame(there?.PolicyDocument, wanted)) {
    if (deed === 'kept') deed = 'changed'
    await iam.putRolePolicy({ ...inline, PolicyDocument: JSON.stringify(wanted) })
  }
  did(work, deed, `role ${names.role}`)
}

/** Whether IAM has that policy. It gives JSON in URL encoding. */
function isSame(there: string | undefined, wanted: object): boolean {
  if (there === undefined) return false
  try {
    return isDeepStrictEqual(plain(JSON.parse(decodeURIComponent(there))), plain(wanted))
  } catch {
    return false
  }
}

/** IAM may write a list of one as its item, and lists in another order. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(plain)
    if (items.length === 1 && typeof items[0] !== 'object') return items[0]
    return items.every((item) => typeof item === 'string') ? items.sort() : items
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, plain(item)]),
  )
}
