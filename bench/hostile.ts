import { suffixed } from './translators.ts'

/** Ways to spoil an answer, as models do. One that does not apply to a text gives it back unchanged. */
const FAULTS: ((text: string, source: string) => string)[] = [
  (text) => text.replace(/<\/?[gx]\d+\/?>/g, ''),
  (text) => text.replaceAll('_', '\\_'),
  (text) => `1. ${text}`,
  (text) => `\`\`\`\n${text}\n\`\`\``,
  (_, source) => source,
  (text) => text.replace(/<(\/?)g([12])>/g, (_, slash, id) => `<${slash}g${3 - Number(id)}>`),
  (text) => `${`${text.split(' ').slice(0, 3).join(' ')} `.repeat(12)}${text}`,
]

/** Whether one text in five, always the same, is among those that are answered badly. */
export function isIll(text: string): boolean {
  return hash(text) % 5 === 0
}

/** A translator's bad days: spoils the answers to ill texts, however often it is asked. */
export function hostile(source: string): string {
  const good = suffixed(source)
  if (!isIll(source)) return good
  const first = Math.floor(hash(source) / 5)
  return (
    FAULTS.map((_, turn) => FAULTS[(first + turn) % FAULTS.length]!(good, source)).find(
      (answer) => answer !== good,
    ) ?? good
  )
}

/** FNV-1a: the same choice in every run, whatever the order of the calls. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}
