import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { connect } from '../../deploy/aws.ts'
import { settingsOf } from '../../deploy/settings.ts'
import { up } from '../../deploy/up.ts'
import { type FakeAws, startFakeAws } from '../endpoint/fake-aws.ts'
import { createFolder, type Folder } from './run-cli.ts'

export interface AwsFolder extends Folder {
  aws: FakeAws
  /** As if `up` had been run here. Unlike the command it need not wait. */
  bringUp(): Promise<void>
}

const REGION = 'eu-central-1'

/** A folder whose commands talk to a server of their own instead of AWS. */
export async function createAwsFolder(): Promise<AwsFolder> {
  const aws = await startFakeAws()
  onTestFinished(() => aws.close())
  const keys = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' }
  Object.assign(process.env, keys)
  const folder = createFolder({
    ...{ ...withoutAws(), ...keys, AWS_ENDPOINT_URL: aws.url },
    // Ten seconds between two looks are for AWS.
    NODE_OPTIONS: `--import ${new URL('hurry.ts', import.meta.url)}`,
  })
  return {
    ...folder,
    aws,
    async bringUp() {
      await up(settingsOf({ region: REGION, model: 'm2m100-418m' }), {
        aws: await connect({ region: REGION, endpoint: aws.url }),
        report() {},
        signal: new AbortController().signal,
        pause: async () => {},
        envFile: join(folder.path, '.env'),
      })
      aws.forget()
    },
  }
}

/** An environment in which nothing says who you are, or where. */
export function withoutAws(): NodeJS.ProcessEnv {
  const given = Object.keys(process.env).filter((name) => /^(?:AWS_|POLYGLOT_)/.test(name))
  return {
    ...Object.fromEntries(given.map((name) => [name, undefined])),
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}
