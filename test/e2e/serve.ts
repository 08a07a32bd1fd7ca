import {
  createServer,
  type InlineConfig,
  type PluginOption,
  type ServerOptions,
  type ViteDevServer,
} from 'vite'
import { onTestFinished } from 'vitest'
import { listLogger, type Project } from './project.ts'

export interface Served {
  server: ViteDevServer
  /** With a slash at the end. */
  url: string
  lines: string[]
}

/** A development server on a free port of this machine, closed after the test. */
export async function serve(
  { root }: Project,
  plugins: PluginOption[],
  options: ServerOptions = {},
  more: InlineConfig = {},
): Promise<Served> {
  const lines: string[] = []
  const server = await createServer({
    root,
    configFile: false,
    customLogger: listLogger(lines),
    plugins,
    optimizeDeps: { noDiscovery: true },
    server: { host: '127.0.0.1', port: 0, ...options },
    ...more,
  })
  onTestFinished(() => server.close())
  await server.listen()
  return { server, url: server.resolvedUrls!.local[0]!, lines }
}
