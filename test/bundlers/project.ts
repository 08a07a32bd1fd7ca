import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { PluginOptions } from '../../src/plugin-options.ts'

export const FIXTURE = join(import.meta.dirname, 'fixture')

/** What a bundler is told to make of the project. */
export interface Request {
  root: string
  /** Absolute path of the module whose exports are wanted. */
  entry: string
  /** Folder that nobody has written to yet. */
  out: string
  target: 'browser' | 'server'
  /** Options of our plugin; undefined to build without it. */
  options?: PluginOptions
  /** Whether the project has a plugin or loader for MDX. */
  mdx?: boolean
}

/** A build that goes on. */
export interface Watching {
  /** The bundle; it is written anew after each edit. */
  file: string
  close(): Promise<void>
}

/** A bundler under test, called as its users call it. */
export interface Bundler {
  /** @returns path of the bundle */
  build(request: Request): Promise<string>
  watch(request: Request): Promise<Watching>
  /** Both targets in one build. @returns paths of both bundles. Undefined where a build has one output. */
  buildBoth?(request: Request): Promise<string[]>
}

/** A copy of the fixture, with its packages where packages are. */
export function copyProject(): { root: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'polyglot-bundlers-'))
  cpSync(FIXTURE, root, { recursive: true })
  cpSync(join(FIXTURE, 'packages'), join(root, 'node_modules'), { recursive: true })
  return { root, remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }) }
}

/** What the bundle's `result` gives when it runs, in a process of its own. */
export async function run(file: string): Promise<unknown> {
  const program = `
    const { result } = await import(${JSON.stringify(pathToFileURL(file).href)})
    console.log('\\n' + JSON.stringify({ result: await result() }))`
  const arguments_ = ['--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, arguments_)
  return JSON.parse(stdout.trim().split('\n').at(-1)!).result
}

/** The text of a file that an address leads to, somewhere in the output. */
export function emittedText(folder: string, address: unknown): string {
  const name = decodeURIComponent(basename(String(address).replace(/[?#].*/, '')))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const found = files.filter((file) => basename(file) === name)
  if (found.length !== 1) throw new Error(`${address} leads to ${found.length} files.`)
  return readFileSync(join(folder, found[0]!), 'utf8')
}
