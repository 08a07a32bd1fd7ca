import { type Asked, Fault, json, type Replied } from './wire.ts'
import { arn, type World } from './world.ts'

/** InvokeEndpoint and InvokeEndpointAsync. */
export function runtime(asked: Asked, world: World): Replied {
  const [, , name = '', kind] = asked.path.split('/')
  const text = asked.body.toString()
  const location = asked.headers['x-amzn-sagemaker-inputlocation']
  const input = {
    EndpointName: name,
    Body: text === '' ? undefined : JSON.parse(text),
    InputLocation: location,
  }
  asked.heard(kind === 'invocations' ? 'InvokeEndpoint' : 'InvokeEndpointAsync', input)
  const endpoint = world.endpoints.get(name)
  if (endpoint === undefined)
    throw new Fault(
      'ValidationError',
      `Endpoint ${name} of account ${world.account} not found. (${arn(world, 'sagemaker', `endpoint/${name}`)})`,
    )
  const answer = world.answers.length > 1 ? world.answers.shift() : world.answers[0]
  const async = world.configs.get(endpoint.config)?.AsyncInferenceConfig
  if (kind === 'invocations') {
    if (async) throw new Fault('ValidationError', 'Endpoint is asynchronous.')
    if (answer instanceof Error) throw answer
    return json(answer)
  }
  if (!async) throw new Fault('ValidationError', 'Endpoint is not asynchronous.')
  if (endpoint.instances === 0) endpoint.instances = 1
  const id = `${world.outputs.size + 1}`
  const place = (folder: string) => {
    const [bucket, ...path] = folder.slice('s3://'.length).replace(/\/$/, '').split('/')
    return `${bucket}/${[...path, `${id}.out`].join('/')}`
  }
  const output = place(async.OutputConfig.S3OutputPath)
  const failure = place(async.OutputConfig.S3FailurePath)
  world.outputs.set(answer instanceof Error ? failure : output, {
    looks: world.outputLooks,
    body: Buffer.from(answer instanceof Error ? answer.message : JSON.stringify(answer)),
  })
  return {
    ...json({ InferenceId: id }),
    status: 202,
    headers: {
      'content-type': 'application/json',
      'x-amzn-sagemaker-outputlocation': `s3://${output}`,
      'x-amzn-sagemaker-failurelocation': `s3://${failure}`,
    },
  }
}
