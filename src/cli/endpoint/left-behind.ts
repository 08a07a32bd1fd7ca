import { PREFIX } from '../../../deploy/names.ts'
import type { EndpointSettings } from '../../../deploy/settings.ts'
import { ask, canAsk } from './ask.ts'
import { takeDown } from './down.ts'
import { report } from './session.ts'

/**
 * After an `up` that made something and did not get to its end: says how to go on. After Ctrl-C on a terminal offers to
 * take down what was made.
 */
export async function leaveOrTakeDown(
  { name, region }: Pick<EndpointSettings, 'name' | 'region'>,
  { interrupted }: { interrupted: boolean },
): Promise<void> {
  const where = `--name ${name} --region ${region}`
  const wantsDown =
    interrupted &&
    canAsk() &&
    (await ask(`Take down what was made for ${PREFIX}${name}?`, true)) === true
  if (wantsDown) {
    await takeDown({ name, region }, { dryRun: false, json: false })
    return
  }
  report(
    [
      'What was made so far is still there, and may cost money.',
      `  take it down:  polyglot endpoint down ${where}`,
      '  go on:         the same command again',
      `  look at it:    polyglot endpoint status ${where}`,
    ].join('\n'),
  )
}
