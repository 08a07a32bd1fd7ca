import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { DescribeEndpointOutput } from '@aws-sdk/client-sagemaker'
import type { Aws } from '../../deploy/aws.ts'
import { pythonPath } from '../../scripts/python.ts'

/** A server of moto, which imitates AWS's services in memory. */
export interface Moto {
  /** Give it to `connect` as `endpoint`. */
  url: string
  /** Forgets everything. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** Whether moto is there: `npm test` installs it where it can. */
export const hasMoto = pythonPath() !== undefined

/** Importing moto takes its time on a busy machine; milliseconds. */
const PATIENCE = 50_000

/** Starts moto on a free port of the loopback address. */
export async function startMoto(): Promise<Moto> {
  const python = pythonPath()
  if (python === undefined) throw new Error('no Python environment')
  const server = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await addressOf(server)
  return {
    url,
    async reset() {
      const { ok, status } = await fetch(`${url}/moto-api/reset`, { method: 'POST' })
      if (!ok) throw new Error(`moto could not be reset: HTTP ${status}`)
    },
    async close() {
      if (server.exitCode !== null) return
      server.kill('SIGKILL')
      await once(server, 'exit')
    },
  }
}

/**
 * Moto keeps how an endpoint takes its requests only in the configuration; AWS tells it of the endpoint, too. Fills that in.
 */
export function mendMoto({ sagemaker }: Aws): void {
  sagemaker.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        const answer = await next(request)
        if (commandName !== 'DescribeEndpointCommand') return answer
        const output = answer.output as DescribeEndpointOutput
        const { EndpointConfigName } = output
        const config = await sagemaker.describeEndpointConfig({ EndpointConfigName })
        output.AsyncInferenceConfig = config.AsyncInferenceConfig
        return answer
      },
    { step: 'initialize', priority: 'low' },
  )
}

/** Has moto answer the next requests to any endpoint as a model does that is ready. */
export async function answerHealth({ url }: Moto, region: string): Promise<void> {
  const Body = JSON.stringify({ v: 1, ok: true, model: 'm2m100-418m', languages: ['en', 'es'] })
  const bodies = {
    'endpoint-results': { Body, ContentType: 'application/json' },
    'async-endpoint-results': { data: Body, is_failure: false },
  }
  for (const [path, result] of Object.entries(bodies)) {
    const { ok, status } = await fetch(`${url}/moto-api/static/sagemaker/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ region, results: Array(4).fill(result) }),
    })
    if (!ok) throw new Error(`moto takes no ${path}: HTTP ${status}`)
  }
}

/** What the server says once it listens. @throws with all that it said when it ends before. */
async function addressOf(server: ChildProcess): Promise<string> {
  let said = ''
  const late = setTimeout(() => server.kill('SIGKILL'), PATIENCE)
  try {
    return await new Promise((resolve, reject) => {
      const hear = (part: Buffer) => {
        said += part
        const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? []
        if (url) resolve(url)
      }
      server.stdout?.on('data', hear)
      server.stderr?.on('data', hear)
      server.on('error', reject)
      server.on('exit', () => reject(new Error(`moto did not start:\n${said}`)))
    })
  } finally {
    clearTimeout(late)
  }
}
