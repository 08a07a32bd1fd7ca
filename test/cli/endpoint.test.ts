import { expect, test } from 'vitest'
import { createAwsFolder, withoutAws } from './aws-folder.ts'
import { createFolder } from './run-cli.ts'

const UP = ['endpoint', 'up', '--region', 'eu-central-1', '--model', 'm2m100-418m']
const DOWN = ['endpoint', 'down']

test('up brings it up and writes it down, again does nothing; status shows it; down takes it away', async () => {
  const { run, aws, read, files } = await createAwsFolder()
  const first = await run(...UP, '--yes')
  expect(first.stderr).toContain('endpoint  polyglot-main in eu-central-1 (region from --region)')
  expect(first.stderr).toMatch(/machine +ml\.g4dn\.xlarge \(T4, 16 GB\), about \$0\.74 per hour/)
  expect(first.stderr).toContain('model     m2m100-418m, licence mit\n')
  expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^polyglot-main is up in/) })
  expect(read('.env')).toContain('POLYGLOT_ENDPOINT=polyglot-main\n')
  expect([...aws.world.endpoints.keys()]).toEqual(['polyglot-main'])

  aws.forget()
  const again = await run('endpoint', 'up', '--model', 'm2m100-418m', '--dry-run')
  expect(again.stderr).toContain('(region from .env)')
  expect(again.stdout).toMatch(/^Everything is there already\.\n\nDry run: there is nothing to do/)
  expect(aws.changes()).toEqual([])

  const status = await run('endpoint', 'status')
  expect(status).toMatchObject({ code: 0, stderr: '' })
  expect(status.stdout).toMatch(/polyglot-main +eu-central-1 +InService +async +m2m100-418m/)
  const [record] = JSON.parse((await run('endpoint', 'status', '--all', '--json')).stdout)
  expect(record).toMatchObject({ name: 'main', state: 'InService', instance: 'ml.g4dn.xlarge' })

  const down = await run(...DOWN)
  expect(down.stdout).toMatch(/^\d+ things of polyglot-main in eu-central-1 are deleted\.\n$/)
  expect(down).toMatchObject({ code: 0, stderr: expect.stringContaining('Deleted endpoint') })
  expect(aws.world.endpoints.size + aws.world.buckets.size + aws.world.roles.size).toBe(0)
  expect(read('.env')).toBe('AWS_REGION=eu-central-1\n')

  const nothing = await run(...DOWN, '--region', 'eu-central-1', '--json')
  expect(nothing.code).toBe(0)
  expect(JSON.parse(nothing.stdout)).toMatchObject({ removed: [], kept: [], left: [] })
  expect(files()).toEqual(['.env'])
})

test('a dry run prints every call and the price, and makes none', async () => {
  const { run, aws, files } = await createAwsFolder()
  const { code, stdout } = await run(...UP, '--dry-run')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ 1 {2}s3\.createBucket\n +Bucket: polyglot-main-123456789012-eu-centr/)
  expect(stdout).toMatch(/Key: model\/[0-9a-f]{12}\/code\/inference\.py/)
  expect(stdout).toMatch(/\n\d+ {2}sagemaker\.createEndpoint\n +EndpointName: polyglot-main\n/)
  expect(stdout).toMatch(/Dry run: none of these calls was made\.\n.*\$0\.74 per hour/)
  expect(aws.changes()).toEqual([])
  expect(files()).toEqual([])

  const { calls, ...result } = JSON.parse((await run(...UP, '--dry-run', '--json')).stdout)
  expect(result).toMatchObject({ endpoint: 'polyglot-main', mode: 'async', pricePerHour: 0.74 })
  expect(calls[0]).toMatchObject({ service: 's3', operation: 'createBucket' })
  expect(calls.map(({ operation }: { operation: string }) => operation)).toContain('createEndpoint')
  expect(aws.changes()).toEqual([])
})

test('a dry run of down says what would go, and leaves it', async () => {
  const { run, aws, read, bringUp } = await createAwsFolder()
  await bringUp()
  const { code, stdout } = await run(...DOWN, '--dry-run')
  expect(code).toBe(0)
  expect(stdout).toMatch(/sagemaker\.deleteEndpoint\n +EndpointName: polyglot-main\n/)
  expect(stdout).toMatch(/Dry run: \d+ things of polyglot-main in eu-central-1 would be deleted/)
  expect(aws.changes()).toEqual([])
  expect(read('.env')).toContain('POLYGLOT_ENDPOINT=polyglot-main')
})

test('what cannot be deleted is listed with a command, and the exit code is 1', async () => {
  const { run, aws, read, bringUp } = await createAwsFolder()
  await bringUp()
  aws.fail('DeleteRole', { code: 'AccessDenied', message: 'not yours', status: 403 }, 99)
  const { code, stdout } = await run(...DOWN)
  expect(code).toBe(1)
  expect(stdout).toContain('Still there\n  role polyglot-main-eu-central-1: ')
  expect(stdout).toMatch(/\n {4}aws iam .*delete-role --role-name polyglot-main-eu-central-1\n/)
  // The endpoint is gone all the same, so nobody should look for it.
  expect(read('.env')).not.toContain('POLYGLOT_ENDPOINT')
})

test('a failure says why and how to stop paying, with exit code 1', async () => {
  const { run, aws, files } = await createAwsFolder()
  const outcome = { status: 'Failed', reason: 'Unable to provision requested ML compute capacity' }
  aws.world.outcomes = [outcome as (typeof aws.world.outcomes)[0]]
  const { code, stderr, stdout } = await run(...UP, '--yes')
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('AWS has no ml.g4dn.xlarge free in eu-central-1')
  expect(stderr).toContain(
    'take it down:  polyglot endpoint down --name main --region eu-central-1',
  )
  expect(files()).not.toContain('.env')
})

test('before anything is made there is nothing to take down', async () => {
  const { run, aws } = await createAwsFolder()
  aws.fail('GetCallerIdentity', { code: 'ExpiredToken', message: 'over', status: 403 }, 99)
  const { code, stderr } = await run(...UP, '--yes')
  expect(code).toBe(1)
  expect(stderr).toContain('Your AWS session is over')
  expect(stderr).not.toContain('take it down')
  expect(aws.changes()).toEqual([])
})

test('one region that cannot be looked at does not hide the others', async () => {
  const { run, aws, bringUp } = await createAwsFolder()
  await bringUp()
  aws.fail('GetCallerIdentity', { code: 'AccessDenied', message: 'no', status: 403 })
  const args = ['endpoint', 'status', '--region', 'us-east-1,eu-central-1']
  const { code, stdout, stderr } = await run(...args)
  expect(code).toBe(1)
  expect(stderr).toMatch(/^polyglot: us-east-1: /)
  expect(stdout).toMatch(/polyglot-main +eu-central-1 +InService/)
})

test('without credentials nothing is done, and it says how to sign in', async () => {
  const { run } = createFolder(withoutAws())
  for (const args of [
    [...UP, '--yes'],
    [...DOWN, '--region', 'eu-central-1'],
  ]) {
    const { code, stderr } = await run(...args)
    expect(stderr).toContain('No AWS credentials were found')
    expect(stderr).toContain('aws sso login')
    expect(code).toBe(1)
  }
})

test('without the clients for AWS one command installs them, and nothing else needs them', async () => {
  const hook = `--import ${new URL('without-clients.ts', import.meta.url)}`
  const { run } = createFolder({ ...withoutAws(), NODE_OPTIONS: hook })
  for (const args of [
    [...UP, '--yes'],
    [...DOWN, '--region', 'eu-central-1'],
  ]) {
    const { code, stderr } = await run(...args)
    expect(stderr).toMatch(
      /not installed: npm install -D @aws-sdk\/client-\S+( @aws-sdk\/client-\S+){6}/,
    )
    expect(stderr).not.toContain('cost money. Run this again')
    expect(code).toBe(2)
  }
  const policy = ['endpoint', 'policy', '--region', 'eu-central-1', '--account', '123456789012']
  expect((await run(...policy, '--ci')).code).toBe(0)
})

test('what cannot be is one line and exit code 2, before AWS is asked', async () => {
  const { run } = createFolder(withoutAws())
  const region = ['--region', 'eu-central-1']
  const cases: [args: string[], line: string][] = [
    [['endpoint', 'dwon'], 'There is no command endpoint dwon. Did you mean down? There are up,'],
    [['endpoint', '--json'], 'The command comes first, then its options: polyglot endpoint up'],
    [['endpoint', 'up', '--modl', 'x'], 'There is no option --modl. Did you mean --model?'],
    [['endpoint', 'up', 'main'], '"main" is one file too many: this command takes 0.'],
    [['endpoint', 'up'], 'No AWS region is given. Write it, such as --region eu-central-1'],
    [['endpoint', 'up', ...region], 'add --accept-license cc-by-nc-4.0'],
    [['endpoint', 'up', ...region, '--model', 'nllb'], '--model must be seamless-m4t-v2-large,'],
    [[...UP, '--ttl', '2h'], 'An asynchronous endpoint needs no --ttl'],
    [[...UP, '--realtime', '--ttl', '2 hours'], '--ttl must be a duration such as 90m, 2h or 1d'],
    [[...UP, '--name', 'My_Blog'], '"My_Blog" cannot name an endpoint.'],
    [['endpoint', 'down', '--region', 'Frankfurt'], '"Frankfurt" is not an AWS region.'],
    [['endpoint', 'status', '--region', 'eu-central-1,x'], '"x" is not an AWS region.'],
    [['endpoint', 'policy', ...region, '--account', '12'], '--account must be 12 digits, not "12"'],
    [
      ['endpoint', 'policy', ...region, '--ci', '--role'],
      'Choose one of --role and --ci, or none.',
    ],
  ]
  for (const [args, line] of cases) {
    const { code, stdout, stderr } = await run(...args)
    expect(stderr, args.join(' ')).toContain(line)
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }, args.join(' ')).toEqual({
      ...{ code: 2, stdout: '', lines: 1 },
    })
  }
  const { code, stderr } = await run(...UP)
  expect(code).toBe(2)
  expect(stderr).toContain('there is no terminal to ask on. Add --yes')
}, 60_000)

test('policy needs no credentials when it knows the account, and one document can be piped', async () => {
  const { run } = createFolder(withoutAws())
  const policy = ['endpoint', 'policy', '--region', 'eu-central-1', '--account', '123456789012']
  const all = await run(...policy)
  expect(all).toMatchObject({ code: 0, stderr: '' })
  for (const option of ['--role-trust', '--role', '--deployer', '--ci', '--github'])
    expect(all.stdout).toContain(option)
  const ci = JSON.parse((await run(...policy, '--ci')).stdout)
  expect(ci.Statement[0].Action).toContain('sagemaker:InvokeEndpoint')
  expect(JSON.parse((await run(...policy, '--json')).stdout)).toMatchObject({ ci })
  const trust = await run(...policy, '--github', 'me/blog')
  expect(trust.stdout).toContain('repo:me/blog:ref:refs/heads/main')
  expect(await run('endpoint', 'policy', '--region', 'eu-central-1')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Or give the account, which needs no credentials'),
  })
})

test('every command has help with examples', async () => {
  const { run } = createFolder(withoutAws())
  for (const [words, title] of [
    [[], 'COMMANDS'],
    [['up'], '--accept-license'],
    [['status'], '--all'],
    [['down'], '--keep-bucket'],
    [['policy'], '--deployer'],
  ] as const) {
    const { code, stdout, stderr } = await run('endpoint', ...words, '--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`USAGE ${['polyglot endpoint', ...words].join(' ')} `)
    expect(stdout).toContain(title)
    expect(stdout).toMatch(/EXAMPLES\n\n {2}polyglot endpoint/)
  }
  expect(await run('endpoint')).toMatchObject({ code: 2, stdout: '' })
})
