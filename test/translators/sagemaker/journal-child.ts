import { openJournal } from '../../../src/translators/sagemaker/journal.ts'

// Adds so many requests, and takes every second one back.
const [file, name, count] = process.argv.slice(2)
const journal = openJournal(file!, (line) => {
  throw new Error(line)
})
for (let number = 0; number < Number(count); number++) {
  const id = `${name}${number}`
  const sent = Date.now()
  await journal.add({
    id,
    sent,
    until: sent + 1000,
    endpoint: 'e',
    region: 'r',
    fingerprint: 'f',
    from: 'en',
    to: 'es',
    output: 's3://b/x',
    texts: ['x'],
  })
  if (number % 2 === 1) await journal.take(id)
}
