import { writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

/** Preloaded with `--import`: writes the addresses of all modules that a process has loaded into the file LOADED. */
const loaded: string[] = []
registerHooks({
  load(url, context, next) {
    loaded.push(url)
    return next(url, context)
  },
})
process.on('exit', () => writeFileSync(process.env.LOADED ?? 'loaded', loaded.join('\n')))
