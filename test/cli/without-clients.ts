import { registerHooks } from 'node:module'

/** Preloaded with `--import`: the clients for AWS that are optional are not there. */
registerHooks({
  resolve(specifier, context, next) {
    const isOptional = /^@aws-sdk\/client-(?!sagemaker-runtime)/.test(specifier)
    // Seen from a folder without packages nothing is found, and Node says so in its own way.
    return next(specifier, isOptional ? { ...context, parentURL: 'file:///nowhere/' } : context)
  },
})
