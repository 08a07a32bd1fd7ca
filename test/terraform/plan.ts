import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { MODULE } from './hcl.ts'

const execute = promisify(execFile)

export const ACCOUNT = '123456789012'

/** What Terraform would make, by the address inside of the module, such as `aws_s3_bucket.this`. */
export type Planned = Record<string, Record<string, unknown>>

export interface Terraform {
  /** @throws Error with what Terraform says. */
  plan(
    variables: Record<string, unknown>,
  ): Promise<{ planned: Planned; outputs: Record<string, unknown> }>
  close(): void
}

/**
 * Terraform with its AWS provider, in a folder of its own where the module is checked. Of AWS it asks only whose credentials
 * these are, and a server here answers.
 *
 * @returns Why it cannot be had, where it cannot.
 */
export async function openTerraform(region = 'eu-central-1'): Promise<Terraform | string> {
  const { status } = spawnSync('terraform', ['version'], { encoding: 'utf8' })
  if (status !== 0) return 'the program terraform is not here'
  const folder = mkdtempSync(join(tmpdir(), 'polyglot-terraform-'))
  const server = createServer((request, response) => {
    request.resume()
    response.setHeader('content-type', 'text/xml')
    response.end(IDENTITY)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const close = () => {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
  // A configuration that the machine names but does not have is only warned about.
  const env = { ...process.env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' }
  const run = async (...args: string[]) => {
    const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 }
    return (await execute('terraform', args, options)).stdout
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // A module by its relative path stays where it is, beside the container's code.
  const source = relative(folder, MODULE)
  const write = (variables: Record<string, unknown>) =>
    writeFileSync(
      join(folder, 'main.tf.json'),
      JSON.stringify(rootModule(region, url, { source, ...variables })),
    )
  write({})
  try {
    const mirror = providerMirror()
    await run('init', '-no-color', '-input=false', ...(mirror ? [`-plugin-dir=${mirror}`] : []))
  } catch (error) {
    close()
    const words = (error as { stderr?: string }).stderr ?? String(error)
    if (!/Failed to query available provider|could not connect/.test(words)) throw error
    return 'the AWS provider of Terraform cannot be had'
  }
  await run('validate', '-no-color')
  return {
    close,
    async plan(variables) {
      write(variables)
      await run('plan', '-no-color', '-input=false', '-out=plan').catch((error) => {
        throw new Error(error.stderr)
      })
      const { planned_values: values } = JSON.parse(await run('show', '-json', 'plan'))
      const [{ resources }] = values.root_module.child_modules
      const name = (address: string) => address.replace('module.polyglot.', '').replace('[0]', '')
      return {
        planned: Object.fromEntries(
          (resources as { address: string; values: Record<string, unknown> }[]).map((one) => [
            name(one.address),
            one.values,
          ]),
        ),
        outputs: Object.fromEntries(
          Object.entries(values.outputs ?? {}).map(([key, output]) => [
            key,
            (output as { value: unknown }).value,
          ]),
        ),
      }
    },
  }
}

function rootModule(region: string, url: string, polyglot: Record<string, unknown>) {
  const reference = (output: string) => `\${module.polyglot.${output}}`
  return {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } },
    provider: {
      aws: {
        ...{ region, access_key: 'test', secret_key: 'test', endpoints: [{ sts: url }] },
        ...{ skip_credentials_validation: true, skip_metadata_api_check: true },
      },
    },
    module: { polyglot },
    output: {
      environment: { value: reference('environment') },
      dotenv: { value: reference('dotenv') },
    },
  }
}

/** A folder of providers that an administrator has put on the machine, for lack of a network. */
function providerMirror(): string | undefined {
  const below = existsSync('/opt') ? readdirSync('/opt').map((name) => join('/opt', name)) : []
  return [
    join(homedir(), '.terraform.d/plugins'),
    '/usr/local/share/terraform/plugins',
    ...below,
  ].find((folder) => existsSync(join(folder, 'registry.terraform.io/hashicorp/aws')))
}

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::${ACCOUNT}:user/test</Arn><UserId>test</UserId><Account>${ACCOUNT}</Account></GetCallerIdentityResult>
<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`
