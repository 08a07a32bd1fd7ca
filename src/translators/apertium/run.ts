import { spawn } from 'node:child_process'
import { messageOf, PolyglotError } from '../../errors.ts'

/**
 * `apertium` starts a pipeline of some dozen programs; `-z` has them begin anew at every NUL, `-f none` takes text that is
 * already in Apertium's stream format, `-u` leaves out the marks on unknown words.
 *
 * Two records are one text, and get a tagger of their own: the tagger (seen in 3.8.3) learns word classes from what it
 * reads and does not forget them at a NUL, so the wording of one text would depend on the texts before it.
 *
 * `cat`, since Node's pipes are sockets, and `apertium` opens /dev/stdin by its path, which a socket does not allow.
 */
const SCRIPT = `
apertium-tagger() {
  local records i
  mapfile -d '' -t records
  for ((i = 0; i < \${#records[@]}; i += 2)); do
    printf '%s\\0' "\${records[@]:i:2}" | command apertium-tagger "$@"
  done
}
export -f apertium-tagger
cat | "$0" -z -f none -u "$1"
`

/**
 * Sends a stream through one mode.
 * @throws PolyglotError TRANSLATOR_FAILED with Apertium's own words; the signal's reason once it is aborted.
 */
export async function runMode(
  command: string,
  mode: string,
  input: string,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted()
  // A process group of its own, so that all of the pipeline can be ended at once.
  const child = spawn('bash', ['-c', SCRIPT, command, mode], { detached: true })
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has ended by itself in the meantime.
    }
  }
  signal.addEventListener('abort', kill, { once: true })
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  // A pipeline that ends early is told by its exit code, not by the pipe that it left behind.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  try {
    const [code, output, complaint] = await Promise.all([
      closed,
      readAll(child.stdout),
      readAll(child.stderr),
    ])
    signal.throwIfAborted()
    if (code === 0) return output
    throw new Error(complaint.trim().split('\n').at(-1) || `exit code ${code}`)
  } catch (error) {
    signal.throwIfAborted()
    throw new PolyglotError(
      'TRANSLATOR_FAILED',
      `Apertium (${mode}) failed: ${messageOf(error)}.`,
      {
        cause: error,
        retryable: true,
      },
    )
  } finally {
    signal.removeEventListener('abort', kill)
  }
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  stream.setEncoding('utf8')
  let text = ''
  for await (const chunk of stream) text += chunk
  return text
}
