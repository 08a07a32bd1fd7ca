import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { glob } from 'tinyglobby'
import { PolyglotError } from '../src/errors.ts'

/** What runs in the container besides AWS's image. */
export interface ContainerCode {
  /** By path as under /opt/ml/model, such as `code/inference.py`; in order. */
  files: { path: string; body: Buffer }[]
  /** 12 hexadecimal digits over all paths and contents. */
  hash: string
}

/** Python packages that AWS's image lacks. */
const REQUIREMENTS = 'requirements.txt'

/** Where `deploy/container` is, seen from the sources and from the bundle in `dist`. */
const PLACES = ['./container/', '../deploy/container/']

/**
 * @param folder of the container @default the one of this package
 * @throws PolyglotError ENDPOINT where there is no `code/inference.py`.
 */
export async function containerCode(folder = containerFolder()): Promise<ContainerCode> {
  const paths = await glob('code/**/*', {
    cwd: folder,
    ignore: ['**/__pycache__/**', '**/*.pyc', '**/test_*'],
  })
  // The order of the file system must not decide about the hash.
  paths.sort()
  if (!paths.includes('code/inference.py')) throw missing(folder)
  const files = await Promise.all(
    paths.map(async (path) => ({ path, body: await readFile(join(folder, path)) })),
  )
  // For people it lies beside the code; AWS's server installs it from within before it starts.
  if (existsSync(join(folder, REQUIREMENTS)))
    files.push({ path: `code/${REQUIREMENTS}`, body: await readFile(join(folder, REQUIREMENTS)) })
  const hash = createHash('sha256')
  for (const { path, body } of files) hash.update(`${path}\0${body.length}\0`).update(body)
  return { files, hash: hash.digest('hex').slice(0, 12) }
}

/** @param from address of the module that asks */
export function containerFolder(from = import.meta.url): string {
  const folders = PLACES.map((place) => fileURLToPath(new URL(place, from)))
  const found = folders.find((folder) => existsSync(join(folder, 'code')))
  if (found === undefined) throw missing(folders.join(' and '))
  return found
}

function missing(where: string): PolyglotError {
  return new PolyglotError(
    'ENDPOINT',
    `The container's code (code/inference.py) is not in ${where}. It comes with the package: install unplugin-polyglot again.`,
  )
}
