import type { Answer } from '../../types.ts'
import { otherModel } from '../http/model.ts'
import { readReply } from '../http/reply.ts'
import { Fault, type Place } from './fault.ts'

/**
 * The answers in what an endpoint sent, `null` for a text that was not reached.
 *
 * @param expected.model whose translations they are taken for
 * @param expected.count how many texts there were
 * @throws Fault for a text that was cut off on its way, and of the kind `other` for the words of another model;
 *   PolyglotError TRANSLATOR_FAILED as `readReply` does.
 */
export function readAnswers(
  text: string,
  { model, count }: { model: string; count: number },
  place: Place,
): (Answer | null)[] {
  const reply = readJson(text)
  const said = otherModel(reply, model)
  if (said)
    throw new Fault(
      'other',
      `The endpoint '${place.endpoint}' in ${place.region} runs ${said}, and ${model} is expected. Nothing of its answer is ` +
        `kept, so that translations of two models are not mixed. Set POLYGLOT_MODEL=${said} beside POLYGLOT_ENDPOINT, ` +
        'or the option model; `polyglot endpoint up` writes it into .env.',
    )
  return readReply(reply, count)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Fault(
      'failed',
      `The answer of the endpoint is not whole: ${text.length} characters arrived, and they are not JSON.`,
      error,
    )
  }
}
