import pc from 'picocolors'
import { explained } from '../../../deploy/failures.ts'
import { messageOf, PolyglotError } from '../../errors.ts'
import { report } from './session.ts'

/**
 * Says on stderr what went wrong at AWS, and what to do next.
 *
 * @param where put in front of it, such as `us-east-1: `
 * @throws an error that is a fault of ours
 */
export function reportFailure(error: unknown, region: string, where = ''): void {
  const plain = inWords(error, region)
  if (!(plain instanceof PolyglotError)) throw plain
  report(`${pc.red('polyglot:')} ${where}${messageOf(plain)}`)
}

/** An error of AWS in words; anything else as it is. */
export function inWords(error: unknown, region: string): unknown {
  return explained(error, { settings: { region, instance: 'this instance' } })
}

/** Whether nothing was tried because of how the command was called: exit code 2, not 1. */
export function isBadUse(error: unknown): boolean {
  return (
    error instanceof PolyglotError &&
    (error.code === 'BAD_OPTION' || error.code === 'MISSING_PACKAGE')
  )
}
