import type { ArgsDef } from 'citty'
import { commonArgs } from '../arguments.ts'

/** Options that commands about one endpoint share. */
export const endpointArgs = {
  name: {
    type: 'string',
    description: 'Name of the endpoint; the one in .env, else main, if not given',
    valueHint: 'NAME',
  },
  region: {
    type: 'string',
    description:
      'AWS region; the one in .env, else AWS_REGION, AWS_DEFAULT_REGION or that of your AWS profile, if not given',
    valueHint: 'REGION',
  },
  'dry-run': {
    type: 'boolean',
    description: 'Print every call to AWS that would change something; make none of them',
  },
  json: commonArgs.json,
} as const satisfies ArgsDef
