import { checkAnswer, type Problem } from '../checks/index.ts'
import { type LanguageScores, loadDetector } from '../checks/language.ts'
import { sourceTokens } from '../tags/source.ts'
import { decodeXml } from '../tags/xml.ts'
import type { LanguagePair, Severity, Token, Translation } from '../types.ts'
import type { Wire } from './lookups.ts'

/** Judges answers, each once: the scheduler asks before it stores one, the document once more when it uses it. */
export interface Judge {
  /**
   * Loads what the checks need that are switched on. To be awaited before the first answer is judged.
   * @throws PolyglotError BAD_OPTION where it is not installed
   */
  ready(): Promise<void>
  judge(wire: Wire, answer: Translation, pair: LanguagePair): Problem[]
}

/** @param severities of single checks, or `off`; the others have their own */
export function createJudge(severities: Record<string, Severity | 'off'>): Judge {
  const judged = new WeakMap<Translation, Problem[]>()
  let loading: Promise<void> | undefined
  let scoresOf: LanguageScores | undefined

  async function load(): Promise<void> {
    if ((severities.language ?? 'off') !== 'off') scoresOf = await loadDetector()
  }

  /** What was sent with tags is judged by its words, and by whether the tags came back. */
  function problemsOf({ text, tagged }: Wire, answer: Translation, pair: LanguagePair): Problem[] {
    const tokens = tagged && decodeXml(tagged, answer.text)
    const [source, target] =
      tagged && tokens ? [wordsOf(sourceTokens(tagged)), wordsOf(tokens)] : [text, answer.text]
    const tagsLost = tagged !== undefined && !tokens
    return checkAnswer(source, target, pair, severities, { tagsLost, scoresOf })
  }

  return {
    ready() {
      loading ??= load()
      return loading
    },
    judge(wire, answer, pair) {
      const known = judged.get(answer)
      if (known) return known
      const problems = problemsOf(wire, answer, pair)
      judged.set(answer, problems)
      return problems
    },
  }
}

const wordsOf = (tokens: Token[]) =>
  tokens.map((token) => (token.type === 'text' ? token.value : '')).join('')
