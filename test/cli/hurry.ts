import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'

/** Preloaded with `--import`: pauses of a second or more, such as those between two looks at AWS, take a hundredth of it. */
const { setTimeout } = timers
timers.setTimeout = ((milliseconds, ...rest) =>
  setTimeout(
    milliseconds && milliseconds >= 1000 ? milliseconds / 100 : milliseconds,
    ...rest,
  )) as typeof setTimeout
syncBuiltinESMExports()
