import { sagemaker } from '../../../src/translators/sagemaker.ts'

// Translates texts from English into Spanish with an asynchronous endpoint.
const [journal, ...texts] = process.argv.slice(2)
const translator = sagemaker({ endpoint: 'polyglot-main', mode: 'async', journal })
const { signal } = new AbortController()
await translator.translate({ from: 'en', to: 'es', texts }, { signal })
