import { MODELS, type ModelName } from '../../../deploy/models.ts'

/** The model that is meant where none is named. */
export const DEFAULT_MODEL: ModelName = 'seamless-m4t-v2-large'

/**
 * The fingerprint of whatever serves a model: `seamless-m4t-v2-large`, or `seamless-m4t-v2-large@2` with a revision.
 * How the model is reached is not in it, so a model keeps its translations when it moves from one's own machine to an
 * endpoint and back.
 */
export function fingerprintOf(model: string, revision: string | undefined): string {
  return revision ? `${model}@${revision}` : model
}

/** The code table that a model speaks; undefined for one that `deploy/models.ts` does not know. */
export function codesOf(model: string): 'seamless' | 'bcp47' | undefined {
  return Object.hasOwn(MODELS, model) ? MODELS[model as ModelName].codes : undefined
}

/**
 * The model that a reply says it is from, where that is another one than was meant. Both have to be known: a model of one's
 * own may be called anything, on both sides.
 */
export function otherModel(reply: unknown, model: string): string | undefined {
  const said: unknown = Object(reply).model
  return said !== model && isKnown(said) && isKnown(model) ? said : undefined
}

function isKnown(model: unknown): model is ModelName {
  return typeof model === 'string' && Object.hasOwn(MODELS, model)
}
