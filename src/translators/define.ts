import { PolyglotError } from '../errors.ts'
import type { Limits, Translator } from '../types.ts'

/** What `defineTranslator` takes: a name and `translate`; everything else has a default. */
export interface TranslatorDefinition
  extends Pick<Translator, 'name' | 'translate'>,
    Partial<
      Pick<
        Translator,
        'fingerprint' | 'unit' | 'tags' | 'timeout' | 'languages' | 'checks' | 'estimate' | 'close'
      >
    > {
  /** Version of the model or of the prompt. Change it and everything is translated anew. @default none */
  revision?: string
  /** @default 64 segments, 8000 characters, 2 calls at once */
  limits?: Partial<Limits>
}

/** Marks what was made here. Not enumerable, so that a changed copy (`{ ...apertium(), limits }`) is read anew. */
const DEFINED = Symbol('defined')

const DEFAULT_LIMITS: Limits = { segments: 64, characters: 8000, concurrency: 2 }

const DEFAULT_TIMEOUT = 120_000
/** What a timer of Node can count to: 24 days. */
const LONGEST_TIMEOUT = 2 ** 31 - 1

/**
 * Makes a translator of your own:
 *
 *     defineTranslator({
 *       name: 'shout',
 *       translate: async ({ texts }) => texts.map((text) => text.toUpperCase()),
 *     })
 *
 * Defaults: `fingerprint` is the name, with `@revision` behind it where there is one; `unit` is `sentence`; `tags` is `none`;
 * `timeout` is two minutes.
 * A call whose signal has already been aborted is not passed on, and `close` runs once at most.
 * What it made before comes back as it is; an instance of a class keeps its `this`.
 * @throws PolyglotError BAD_OPTION for a field that cannot be used.
 */
export function defineTranslator(definition: TranslatorDefinition): Translator {
  if (Object.hasOwn(Object(definition), DEFINED)) return definition as Translator
  const { name, revision } = Object(definition) as TranslatorDefinition
  if (typeof name !== 'string' || name.trim() === '')
    throw bad('a translator', `needs a name, such as 'shout'; its name is ${show(name)}`)
  const owner = `the translator '${name}'`
  if (typeof definition.translate !== 'function')
    throw bad(
      owner,
      'needs a function translate({ texts, from, to }) that gives one answer per text',
    )

  const { fingerprint = revision ? `${name}@${revision}` : name } = definition
  if (typeof fingerprint !== 'string' || fingerprint.trim() === '')
    throw bad(
      owner,
      `has the fingerprint ${show(fingerprint)}; a text that names model and revision is expected`,
    )

  for (const method of ['languages', 'estimate', 'close'] as const)
    if (definition[method] !== undefined && typeof definition[method] !== 'function')
      throw bad(owner, `has ${method} ${show(definition[method])}; a function is expected`)

  let closing: Promise<void> | undefined
  const translator: Translator = {
    name,
    fingerprint,
    unit: oneOf(owner, 'unit', definition.unit ?? 'sentence', ['sentence', 'block']),
    tags: oneOf(owner, 'tags', definition.tags ?? 'none', ['xml', 'alignment', 'none']),
    limits: readLimits(owner, definition.limits),
    timeout: readTimeout(owner, definition.timeout),
    ...(definition.checks && { checks: definition.checks }),
    languages: definition.languages && (() => definition.languages!()),
    estimate: definition.estimate && ((sent) => definition.estimate!(sent)),
    async translate(batch, context) {
      context.signal.throwIfAborted()
      return definition.translate(batch, context)
    },
    close() {
      closing ??= Promise.resolve(definition.close?.())
      return closing
    },
  }
  return Object.defineProperty(translator, DEFINED, { value: true })
}

function readLimits(owner: string, given: Partial<Limits> = {}): Limits {
  if (typeof given !== 'object' || given === null)
    throw bad(owner, `has limits ${show(given)}; an object such as { segments: 64 } is expected`)
  const limits = { ...DEFAULT_LIMITS }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    const known = oneOf(owner, 'limits', name, ['segments', 'characters', 'concurrency'])
    if (!Number.isSafeInteger(value) || value < 1)
      throw bad(owner, `has limits.${name} ${show(value)}; a whole number from 1 up is expected`)
    limits[known] = value
  }
  return limits
}

function readTimeout(owner: string, given = DEFAULT_TIMEOUT): number {
  if (Number.isSafeInteger(given) && given >= 1 && given <= LONGEST_TIMEOUT) return given
  throw bad(
    owner,
    `has timeout ${show(given)}; a whole number of milliseconds from 1 to ${LONGEST_TIMEOUT} is expected`,
  )
}

function oneOf<Choice extends string>(
  owner: string,
  field: string,
  value: string,
  choices: Choice[],
): Choice {
  const found = choices.find((choice) => choice === value)
  if (found === undefined)
    throw bad(
      owner,
      `has ${field} ${show(value)}; expected is one of ${choices.map(show).join(', ')}`,
    )
  return found
}

function bad(owner: string, complaint: string): PolyglotError {
  return new PolyglotError('BAD_OPTION', `defineTranslator: ${owner} ${complaint}.`)
}

function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value)
}
