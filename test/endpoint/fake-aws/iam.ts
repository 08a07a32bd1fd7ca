import { type Asked, Fault, type Replied, xml, xmlText } from './wire.ts'
import type { World } from './world.ts'

/** IAM and STS: forms go in, XML comes out. */
export function iam(asked: Asked, world: World): Replied {
  const input = Object.fromEntries(new URLSearchParams(asked.body.toString()))
  const operation = input.Action ?? ''
  asked.heard(operation, input)
  const answer = OPERATIONS[operation]
  if (answer === undefined) throw new Error(operation)
  return xml(
    `<${operation}Response><${operation}Result>${answer(input, world) ?? ''}</${operation}Result></${operation}Response>`,
  )
}

type Form = Record<string, string>

const OPERATIONS: Record<string, (input: Form, world: World) => string | undefined> = {
  GetCallerIdentity: (_, { account }) =>
    `<Arn>arn:aws:iam::${account}:user/fake</Arn><UserId>AIDAFAKE</UserId><Account>${account}</Account>`,
  CreateRole(input, world) {
    const name = input.RoleName ?? ''
    if (world.roles.has(name))
      throw new Fault('EntityAlreadyExists', `Role with name ${name} already exists.`, 409)
    world.roles.set(name, {
      trust: input.AssumeRolePolicyDocument ?? '',
      policies: new Map(),
      tags: tagsOf(input),
    })
    return role(name, world)
  },
  GetRole: ({ RoleName = '' }, world) => role(RoleName, world),
  UpdateAssumeRolePolicy({ RoleName = '', PolicyDocument = '' }, world) {
    roleOf(RoleName, world).trust = PolicyDocument
    return undefined
  },
  DeleteRole({ RoleName = '' }, world) {
    if (roleOf(RoleName, world).policies.size > 0)
      throw new Fault('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409)
    world.roles.delete(RoleName)
    return undefined
  },
  PutRolePolicy({ RoleName = '', PolicyName = '', PolicyDocument = '' }, world) {
    roleOf(RoleName, world).policies.set(PolicyName, PolicyDocument)
    return undefined
  },
  GetRolePolicy({ RoleName = '', PolicyName = '' }, world) {
    const text = roleOf(RoleName, world).policies.get(PolicyName)
    if (text === undefined)
      throw missing(`The role policy with name ${PolicyName} cannot be found.`)
    return `<RoleName>${RoleName}</RoleName><PolicyName>${PolicyName}</PolicyName><PolicyDocument>${xmlText(encodeURIComponent(text))}</PolicyDocument>`
  },
  DeleteRolePolicy({ RoleName = '', PolicyName = '' }, world) {
    if (!roleOf(RoleName, world).policies.delete(PolicyName))
      throw missing(`The role policy with name ${PolicyName} cannot be found.`)
    return undefined
  },
  ListRolePolicies: ({ RoleName = '' }, world) =>
    `<PolicyNames>${[...roleOf(RoleName, world).policies.keys()].map((name) => `<member>${name}</member>`).join('')}</PolicyNames><IsTruncated>false</IsTruncated>`,
  ListAttachedRolePolicies: () => '<AttachedPolicies/><IsTruncated>false</IsTruncated>',
  ListRoles: (_, world) =>
    `<Roles>${[...world.roles.keys()].map((name) => member(name, world)).join('')}</Roles><IsTruncated>false</IsTruncated>`,
  TagRole: () => undefined,
}

function roleOf(name: string, world: World) {
  const found = world.roles.get(name)
  if (found === undefined) throw missing(`The role with name ${name} cannot be found.`)
  return found
}

function role(name: string, world: World): string {
  return `<Role>${fields(name, world)}</Role>`
}

function member(name: string, world: World): string {
  return `<member>${fields(name, world)}</member>`
}

function fields(name: string, world: World): string {
  const { trust, tags } = roleOf(name, world)
  return `<Path>/</Path><RoleName>${name}</RoleName><RoleId>AROAFAKE</RoleId><Arn>arn:aws:iam::${world.account}:role/${name}</Arn><CreateDate>2026-11-22T00:00:00Z</CreateDate><AssumeRolePolicyDocument>${xmlText(encodeURIComponent(trust))}</AssumeRolePolicyDocument><Tags>${tags.map(({ key, value }) => `<member><Key>${xmlText(key)}</Key><Value>${xmlText(value)}</Value></member>`).join('')}</Tags>`
}

/** Lists in a form are numbered: `Tags.member.1.Key`. */
function tagsOf(input: Form): { key: string; value: string }[] {
  return Object.entries(input).flatMap(([name, key]) => {
    const number = /^Tags\.member\.(\d+)\.Key$/.exec(name)?.[1]
    return number ? [{ key, value: input[`Tags.member.${number}.Value`] ?? '' }] : []
  })
}

function missing(text: string): Fault {
  return new Fault('NoSuchEntity', text, 404)
}
