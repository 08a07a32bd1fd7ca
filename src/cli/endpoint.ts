import type { Group } from './commands.ts'

/** `polyglot endpoint`: a translation model on AWS SageMaker, in your own account. */
export const endpoint: Group = {
  notes: [
    'The model runs in your own AWS account. While an instance runs it costs about one dollar per hour;',
    'an endpoint that is brought up without --realtime stops its instance by itself when there is nothing to do.',
    '',
    'Exit codes: 0 done; 1 something failed or is left; 2 not understood, nothing was done; 130 after Ctrl-C.',
  ],
  examples: [
    'polyglot endpoint up --accept-license cc-by-nc-4.0     # SeamlessM4T v2; not for commercial use',
    'polyglot endpoint up --model madlad400-3b-mt           # free for any use',
    'polyglot translate "posts/**/*.md" --to es --translator sagemaker',
    'polyglot endpoint status --all                         # what is there, and what it costs',
    'polyglot endpoint down                                 # everything that up made',
  ],
  commands: {
    up: {
      description: 'Bring an endpoint up, or change the one that is there',
      load: () => import('./endpoint/up.ts'),
    },
    status: {
      description: 'Show what is there, and what it costs',
      load: () => import('./endpoint/status.ts'),
    },
    down: {
      description: 'Take an endpoint down, with everything that belongs to it',
      load: () => import('./endpoint/down.ts'),
    },
    policy: {
      description: 'Print the permissions that are needed, as JSON for AWS IAM',
      load: () => import('./endpoint/policy.ts'),
    },
  },
}
