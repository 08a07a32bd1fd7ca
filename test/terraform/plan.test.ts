import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { containerCode } from '../../deploy/code.ts'
import { environmentOf } from '../../deploy/env-file.ts'
import { imageFor } from '../../deploy/image.ts'
import { belongsTo, namesOf } from '../../deploy/names.ts'
import { ciPolicy } from '../../deploy/policies/ci.ts'
import { githubTrust } from '../../deploy/policies/github.ts'
import { rolePolicy, trustPolicy } from '../../deploy/policies/role.ts'
import { type EndpointSettings, settingsOf } from '../../deploy/settings.ts'
import { configRecipe, modelRecipe } from '../../deploy/up/recipe.ts'
import type { Work } from '../../deploy/up/work.ts'
import { asRecipes, of } from './as-recipes.ts'
import { MODULE } from './hcl.ts'
import { ACCOUNT, openTerraform, type Planned, type Terraform } from './plan.ts'

const REGION = 'eu-central-1'
const LICENSE = 'cc-by-nc-4.0'

/** Each plan starts the provider anew, which takes its time on a busy machine: milliseconds. */
const PATIENCE = 240_000

let terraform: Terraform | string
beforeAll(async () => {
  terraform = await openTerraform(REGION)
}, PATIENCE)
afterAll(() => {
  if (typeof terraform === 'object') terraform.close()
})

/** Runs a check where Terraform is; elsewhere says that it did not, and leaves it to module.test.ts to compare the files. */
async function withTerraform(check: (terraform: Terraform) => Promise<void>): Promise<void> {
  if (typeof terraform === 'object') return check(terraform)
  console.log(`note: NOT checked, as ${terraform}: ${expect.getState().currentTestName}`)
  expect(terraform).toMatch(/terraform/i)
}

function workOf(given: Partial<EndpointSettings>): Work {
  const settings = settingsOf({ region: REGION, acceptedLicense: LICENSE, ...given })
  const names = namesOf(settings, ACCOUNT)
  return { settings, names, account: ACCOUNT, image: imageFor(settings) } as unknown as Work
}

test.each<[Partial<EndpointSettings>, Record<string, unknown>]>([
  [{ name: 'blog' }, {}],
  [
    {
      ...{ name: 'cpu', model: 'm2m100-418m', instance: 'ml.c6i.2xlarge', mode: 'realtime' },
      ...{ ttl: 'none', engine: 'ctranslate2', tokenBudget: 900 },
    },
    { expires_at: '2999-01-02T03:04:05Z' },
  ],
])(
  'Terraform makes what `up` makes: %j',
  async (given, more) => {
    await withTerraform(async ({ plan }) => {
      const work = workOf(given)
      const { settings, names } = work
      const { name, model, mode, engine, tokenBudget, instance } = settings
      const { planned, outputs } = await plan({
        ...{ name, model, mode, instance, accepted_license: LICENSE, ...more },
        ...{ engine: engine ?? 'auto', token_budget: tokenBudget ?? null },
        github: { repository: 'ann/blog' },
      })
      const { files } = await containerCode()
      const keys = Object.keys(planned).filter((address) => address.startsWith('aws_s3_object'))
      const folder = of(planned, keys[0] ?? '').key.split('code/')[0]
      expect(keys.map((key) => of(planned, key).key).sort()).toEqual(
        files.map(({ path }) => `${folder}${path}`).sort(),
      )

      const own = asRecipes(planned)
      expect(belongsTo(names.endpoint, own.model.ModelName)).toBe(true)
      expect(belongsTo(names.endpoint, own.config.EndpointConfigName)).toBe(true)
      const recipe = modelRecipe(work, `s3://${names.bucket}/${folder}`)
      expect(own.model).toEqual({ ...recipe, ModelName: own.model.ModelName })
      const config = configRecipe(work, own.model.ModelName)
      expect(own.config).toEqual({ ...config, EndpointConfigName: own.config.EndpointConfigName })

      const scope = { names, region: REGION, account: ACCOUNT, image: work.image, mode }
      const role = of(planned, 'aws_iam_role.this')
      expect(role.name).toBe(names.role)
      expect(JSON.parse(role.assume_role_policy)).toEqual(trustPolicy(scope))
      const policy = of(planned, 'aws_iam_role_policy.this')
      expect(policy.name).toBe(names.policy)
      expect(JSON.parse(policy.policy)).toEqual(rolePolicy(scope))
      expect(JSON.parse(of(planned, 'aws_iam_role_policy.ci').policy)).toEqual(ciPolicy(scope))
      expect(JSON.parse(of(planned, 'aws_iam_role.ci').assume_role_policy)).toEqual(
        githubTrust({ account: ACCOUNT, partition: 'aws', repository: 'ann/blog' }),
      )
      expect(of(planned, 'aws_sagemaker_endpoint.this').name).toBe(names.endpoint)
      expect(outputs.environment).toEqual(environmentOf(settings))
      expect(outputs.dotenv).toContain(`POLYGLOT_ENDPOINT=${names.endpoint}\n`)
      if (mode === 'async') checkScaling(planned, work)
      else checkExpiry(planned, work)
    })
  },
  PATIENCE,
)

function checkScaling(planned: Planned, { names }: Work): void {
  expect(of(planned, 'aws_appautoscaling_target.this')).toMatchObject({
    ...{ resource_id: names.scalableTarget, min_capacity: 0, max_capacity: 1 },
  })
  const backlog = of(planned, 'aws_appautoscaling_policy.backlog')
  expect(backlog.name).toBe(names.backlogPolicy)
  expect(of(planned, 'aws_appautoscaling_policy.wake').name).toBe(names.wakePolicy)
  expect(of(planned, 'aws_cloudwatch_metric_alarm.wake')).toMatchObject({
    ...{ alarm_name: names.alarm, metric_name: 'HasBacklogWithoutCapacity', threshold: 1 },
  })
  expect(planned).not.toHaveProperty(['aws_scheduler_schedule.expiry'])
}

function checkExpiry(planned: Planned, { names }: Work): void {
  const schedule = of(planned, 'aws_scheduler_schedule.expiry')
  expect(schedule).toMatchObject({
    ...{ name: names.schedule, schedule_expression: 'at(2999-01-02T03:04:05)' },
  })
  expect(schedule.target[0]).toMatchObject({
    arn: 'arn:aws:scheduler:::aws-sdk:sagemaker:deleteEndpoint',
    input: JSON.stringify({ EndpointName: names.endpoint }),
    role_arn: names.roleArn,
  })
  expect(planned).not.toHaveProperty(['aws_appautoscaling_target.this'])
}

test(
  'an endpoint without an end and weights without their licence are refused, with what to write',
  async () => {
    await withTerraform(async ({ plan }) => {
      const refused: Error = await plan({ mode: 'realtime' }).catch((error) => error)
      const words = refused.message.replaceAll(/\s+/g, ' ')
      expect(words).toContain('say when it ends with expires_at')
      expect(words).toContain(`set accepted_license = "${LICENSE}"`)
      const late = {
        mode: 'realtime',
        accepted_license: LICENSE,
        expires_at: '2020-01-01T00:00:00Z',
      }
      await expect(plan(late)).rejects.toThrow('is over')
    })
  },
  PATIENCE,
)

test('the module is formatted as Terraform formats', async () => {
  await withTerraform(async () => {
    const { stdout } = spawnSync('terraform', ['fmt', '-check', MODULE], { encoding: 'utf8' })
    expect(stdout).toBe('')
  })
})
