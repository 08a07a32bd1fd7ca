import { endpointIn } from './endpoint-name.ts'
import { type Inputs, readInputs } from './inputs.ts'
import { runPolyglot } from './polyglot.ts'
import { runStep } from './step.ts'
import { setOutput } from './workflow.ts'

/** `node endpoint.ts up`, which outputs `endpoint`, or `down`. Ends with the exit code of `polyglot endpoint`. */
await runStep(async () => {
  const inputs = readInputs()
  if (process.argv[2] === 'down') {
    return runPolyglot(['endpoint', 'down', ...shared(inputs)], inputs)
  }
  const code = await runPolyglot(upArguments(inputs), inputs)
  setOutput('endpoint', endpointIn(inputs.directory) ?? '')
  return code
})

function upArguments(inputs: Inputs): string[] {
  const { model, instance, acceptLicense, ttl } = inputs
  return [
    ...['endpoint', 'up', ...shared(inputs)],
    ...(model === undefined ? [] : ['--model', model]),
    ...(instance === undefined ? [] : ['--instance', instance]),
    ...(acceptLicense === undefined ? [] : ['--accept-license', acceptLicense]),
    ...(ttl === undefined ? [] : ['--realtime', '--ttl', ttl]),
  ]
}

function shared({ endpointName, region }: Inputs): string[] {
  return [
    // There is nobody to ask: who wrote the workflow has answered.
    '--yes',
    ...(endpointName === undefined ? [] : ['--name', endpointName]),
    ...(region === undefined ? [] : ['--region', region]),
  ]
}
