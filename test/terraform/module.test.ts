import { describe, expect, test } from 'vitest'
import { environmentOf } from '../../deploy/env-file.ts'
import { imageFor } from '../../deploy/image.ts'
import { MODELS } from '../../deploy/models.ts'
import { namesOf, TAG } from '../../deploy/names.ts'
import { ciPolicy } from '../../deploy/policies/ci.ts'
import { githubTrust } from '../../deploy/policies/github.ts'
import { rolePolicy, trustPolicy } from '../../deploy/policies/role.ts'
import { settingsOf } from '../../deploy/settings.ts'
import { configRecipe, modelRecipe } from '../../deploy/up/recipe.ts'
import type { Work } from '../../deploy/up/work.ts'
import { hasHcl, readModule, resolved } from './hcl.ts'

const ACCOUNT = '123456789012'
const REGION = 'eu-central-1'
const NAMES = namesOf({ name: 'blog', region: REGION }, ACCOUNT)
const KNOWN = {
  'var.name': 'blog',
  'local.account': ACCOUNT,
  'local.region': REGION,
  'local.partition': 'aws',
}
const settings = settingsOf({
  ...{ name: 'blog', region: REGION, acceptedLicense: 'cc-by-nc-4.0', tokenBudget: 2_000 },
})
const image = imageFor(settings)
const work = { settings, names: NAMES, account: ACCOUNT, image } as unknown as Work

/** Actions of IAM, such as `s3:GetObject`, wherever they stand in it. */
const actionsIn = (value: unknown) =>
  new Set(JSON.stringify(value).match(/\b[a-z0-9-]+:[A-Z][A-Za-z]+\b/g))

describe.skipIf(!hasHcl)('the Terraform module, read by python-hcl2', () => {
  const { files, locals } = hasHcl ? readModule() : { files: {}, locals: {} }

  test('gives everything the names that `polyglot endpoint` looks for', () => {
    const name = (key: string) => resolved(locals[key], locals, KNOWN)
    expect({
      endpoint: name('endpoint'),
      bucket: name('bucket'),
      role: name('role'),
      policy: name('policy'),
      scalableTarget: name('scalable_target'),
      backlogPolicy: name('backlog_policy'),
      wakePolicy: name('wake_policy'),
      alarm: name('alarm'),
      schedule: name('schedule'),
    }).toEqual({ ...NAMES, roleArn: undefined })
    expect(JSON.stringify(locals.role_arn)).toMatch(/:role\/\$\{local\.role\}/)
    expect(JSON.stringify(locals.tags)).toContain(TAG)
  })

  test('knows the same models', () => {
    const models = locals.models as Record<string, Record<string, unknown>>
    const text = (value: unknown) => (typeof value === 'string' ? value.slice(1, -1) : value)
    const own = Object.entries(models).map(([name, { non_commercial, ...profile }]) => [
      name,
      {
        ...Object.fromEntries(Object.entries(profile).map(([key, value]) => [key, text(value)])),
        nonCommercial: non_commercial,
      },
    ])
    const theirs = Object.entries(MODELS).map(([name, { codes: _, ...profile }]) => [name, profile])
    expect(Object.fromEntries(own)).toEqual(Object.fromEntries(theirs))
    const allowed = JSON.stringify(files['variables.tf'])
    for (const name of Object.keys(MODELS)) expect(allowed).toContain(`\\"${name}\\"`)
  })

  test('takes the same image in every region', () => {
    const main = (locals.main_regions as string[]).map((region) => region.slice(1, -1))
    const [, account] = /=> "(\d{12})"/.exec(String(locals.image_accounts)) ?? []
    const others = [
      ...String(locals.image_accounts).matchAll(/([a-z]+(?:-[a-z]+)+-\d) = "(\d{12})"/g),
    ]
    const accounts = [
      ...main.map((region) => [region, account] as const),
      ...others.map(([, region = '', own]) => [region, own] as const),
    ]
    expect(accounts.length).toBeGreaterThan(30)
    const tags = locals.image_tags as Record<string, string>
    for (const [region, owner] of accounts) {
      for (const [kind, instance] of [
        ['gpu', 'ml.g4dn.xlarge'],
        ['cpu', 'ml.c6i.xlarge'],
      ] as const) {
        const wanted = imageFor({ region, instance })
        expect(wanted.startsWith(`${owner}.dkr.ecr.${region}.amazonaws.com`)).toBe(true)
        expect(wanted.split(':')[1]).toBe(tags[kind]?.slice(1, -1))
      }
    }
  })

  test('sets the same variables in the container', () => {
    const { PrimaryContainer } = modelRecipe(work, 's3://b/model/1/')
    const own = String(locals.environment).match(/\b[A-Z]+_[A-Z_]+(?= =)/g)
    expect(own?.sort()).toEqual(Object.keys(PrimaryContainer?.Environment ?? {}).sort())
    expect(Object.keys(locals.dotenv as object).sort()).toEqual(
      Object.keys(environmentOf(settings)).sort(),
    )
  })

  test('waits as long, and takes the same driver', () => {
    const [variant] = configRecipe(work, 'm').ProductionVariants ?? []
    expect(locals.patience).toBe(variant?.ModelDataDownloadTimeoutInSeconds)
    expect(locals.patience).toBe(variant?.ContainerStartupHealthCheckTimeoutInSeconds)
    expect(locals.ami).toContain(`"${variant?.InferenceAmiVersion}"`)
    expect(resolved(locals.variant, locals, KNOWN)).toBe(variant?.VariantName)
  })

  test('allows the same actions, and no others', () => {
    const scope = { names: NAMES, region: REGION, account: ACCOUNT, image }
    const modes = ['async', 'realtime'] as const
    const role = modes.map((mode) => [rolePolicy({ ...scope, mode }), trustPolicy(scope)])
    expect(actionsIn([locals.role_policy, locals.trust_policy])).toEqual(actionsIn(role))
    const ci = modes.map((mode) => ciPolicy({ ...scope, mode }))
    const trust = githubTrust({ account: ACCOUNT, partition: 'aws', repository: 'ann/blog' })
    expect(actionsIn([locals.ci_policy, locals.github_trust])).toEqual(actionsIn([ci, trust]))
  })
})
