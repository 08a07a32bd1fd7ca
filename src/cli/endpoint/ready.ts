import type { UpResult } from '../../../deploy/up.ts'
import { ENV_FILE } from './selected.ts'

/** What is there after `up`, how to use it, and how it ends. */
export function readyText(result: UpResult, name: string): string {
  const { endpoint, region, created, changed } = result
  const isNew = created.length + changed.length > 0
  return [
    isNew ? `${endpoint} is up in ${region}.` : `${endpoint} in ${region} is as it should be.`,
    ending(result),
    '',
    `  translate   polyglot translate "posts/**/*.md" --to es --translator sagemaker`,
    `  look at it  polyglot endpoint status --name ${name} --region ${region}`,
    `  take down   polyglot endpoint down --name ${name} --region ${region}`,
    '',
    `Its name and region are in ${ENV_FILE}.`,
  ].join('\n')
}

function ending({ mode, expires, pricePerHour }: UpResult): string {
  const price =
    pricePerHour === undefined ? 'its price' : `about $${pricePerHour.toFixed(2)} per hour`
  if (mode === 'async') {
    return `It costs ${price} while its machine runs; without work the machine stops by itself.`
  }
  const until = expires && `${expires.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return until === undefined
    ? `It costs ${price} from now on until you take it down: nothing else ends it.`
    : `It costs ${price} until ${until}; then it deletes itself.`
}
