import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placeTags, wantedSpans } from '../../src/tags/place.ts'
import { sourceTokens } from '../../src/tags/source.ts'
import { isRequired, tagTree } from '../../src/tags/tree.ts'
import type { AlignedSpan, Segment, Tag, Token } from '../../src/types.ts'
import { anySegment, anyText, segmentOf, show } from './segments.ts'

/** Aligns `source=target` words, each at its first occurrence: `white=blanca house=casa`. */
function words(source: string, target: string, pairs: string): AlignedSpan[] {
  return pairs.split(' ').map((pair) => {
    const [from = '', to = ''] = pair.split('=')
    const [i, j] = [source.indexOf(from), target.indexOf(to)]
    return [i, i + from.length, j, j + to.length]
  })
}

function place(marked: string, text: string, pairs = '', spans: Record<string, string> = {}) {
  const segment = segmentOf(marked)
  const alignment = pairs ? words(segment.text, text, pairs) : undefined
  const placement = placeTags(
    segment,
    { text, alignment },
    { spans: new Map(Object.entries(spans)) },
  )
  return show(segment, placement?.tokens)
}

describe('with an alignment', () => {
  test('a pair follows its word', () => {
    expect(place('the *red* car', 'el coche rojo', 'the=el red=rojo car=coche')).toBe(
      'el coche *rojo*',
    )
  })
  test('nested pairs stay nested', () => {
    expect(
      place(
        'the *old [white] house* here',
        'la vieja casa blanca aquí',
        'the=la old=vieja white=blanca house=casa here=aquí',
      ),
    ).toBe('la *vieja casa [blanca]* aquí')
  })
  test('adjacent pairs stay apart', () => {
    expect(place('*red* _car_ now', 'coche rojo ahora', 'red=rojo car=coche now=ahora')).toBe(
      '_coche_ *rojo* ahora',
    )
  })
  test('pairs over the same words stay in order', () => {
    expect(place('the *_red_* car', 'el coche rojo', 'the=el red=rojo car=coche')).toBe(
      'el coche *_rojo_*',
    )
  })
  test('one wrong link far away does not stretch a pair', () => {
    expect(
      place(
        'Open the *red box* and then close the blue one',
        'Abre la caja roja y luego cierra la azul',
        'Open=Abre the=la red=roja box=caja and=y then=luego close=cierra blue=azul red=azul',
      ),
    ).toBe('Abre la *caja roja* y luego cierra la azul')
  })
  test('offsets are UTF-16: 🎉 takes two, a family of three takes eight', () => {
    const pairs = 'red=rojo car=coche'
    expect(place('🎉👨‍👩‍👧 the *red* car', '🎉👨‍👩‍👧 el coche rojo', pairs)).toBe(
      '🎉👨‍👩‍👧 el coche *rojo*',
    )
    const segment = segmentOf('🎉 *red* car')
    const placement = placeTags(
      segment,
      { text: '🎉 coche rojo', alignment: [[3, 6, 9, 13]] },
      { spans: new Map() },
    )
    expect(show(segment, placement?.tokens)).toBe('🎉 coche *rojo*')
  })
  test('offsets from nowhere are ignored', () => {
    const segment = segmentOf('the *red* car')
    const alignment: AlignedSpan[] = [
      [-5, 99, 400, 900],
      [Number.NaN, 4, 0, 2],
      [4, 7, 9, 13],
      [4, 7, 3, 3],
      [4, 7, 0, 2, Number.NaN],
    ]
    const placement = placeTags(segment, { text: 'el coche rojo', alignment }, { spans: new Map() })
    expect(show(segment, placement?.tokens)).toBe('el coche *rojo*')
  })
})

describe('punctuation at the edges', () => {
  test('a final stop stays outside', () => {
    expect(place('It is *red*.', 'Es rojo.', 'It=Es red=rojo')).toBe('Es *rojo*.')
  })
  test('a colon that was inside stays inside', () => {
    expect(place('*Note:* it works.', 'Nota : funciona.', 'Note=Nota works=funciona')).toBe(
      '*Nota :* funciona.',
    )
  })
  test('Spanish opening marks come along', () => {
    expect(place('*Really?* Yes.', '¿De verdad? Sí.', 'Really=De Really=verdad Yes=Sí')).toBe(
      '*¿De verdad?* Sí.',
    )
  })
  test('a whole sentence keeps its stop where it was', () => {
    expect(place('*It works*.', 'Funciona.')).toBe('*Funciona*.')
    expect(place('[It works.]', 'Funciona.')).toBe('[Funciona.]')
  })
})

describe('identical text', () => {
  test('names and numbers are found', () => {
    expect(place('Use [Vite 8] now', 'Ahora usa Vite 8')).toBe('Ahora usa [Vite 8]')
  })
  test('code that comes twice keeps its order', () => {
    expect(place('`npm` and [npm] run', 'npm y npm corren')).toBe('{1} y [npm] corren')
  })
  test('a name inside another word is not it', () => {
    expect(place('the [API] is', 'rapid')).toBeUndefined()
  })
  test('a particle may touch it', () => {
    expect(place('Start `Vite` now', 'Viteを起動')).toBe('{1}を起動')
    expect(place('Start `Vite` now', '지금 Vite를 시작')).toBe('지금 {1}를 시작')
  })
  test('a stand-in vanishes', () => {
    expect(place('Run `X1` first.', 'Primero ejecuta x1.')).toBe('Primero ejecuta {1}.')
    expect(place('Call `foo()` and `--flag`.', 'Llama a foo () y --flag.')).toBe(
      'Llama a {1} y {2}.',
    )
  })
  test('a stand-in that came back twice is no translation', () => {
    expect(place('Run `X1` first.', 'X1 ejecuta X1.')).toBeUndefined()
  })
})

describe('re-translated spans', () => {
  test('the span is found in the sentence', () => {
    expect(
      place('Read the [style guide] today', 'Lee hoy la guía de estilo', '', {
        'style guide': 'Guía de estilo.',
      }),
    ).toBe('Lee hoy la [guía de estilo]')
  })
  test('the nearest of several is taken', () => {
    expect(place('a box and a [box] too', 'una caja y una caja también', '', { box: 'caja' })).toBe(
      'una caja y una [caja] también',
    )
  })
  test('another form of the words is recognised', () => {
    expect(
      place('Open the [red door] slowly', 'Abre despacio las puertas rojas', '', {
        'red door': 'puerta roja',
      }),
    ).toBe('Abre despacio las [puertas rojas]')
  })
  test('translated code is replaced', () => {
    expect(place('The `title` is big.', 'El título es grande.', '', { title: 'título' })).toBe(
      'El {1} es grande.',
    )
  })
  test('code takes the place of no other word', () => {
    const guess = (marked: string, text: string, pairs: string) => {
      const segment = segmentOf(marked)
      const align = () => words(segment.text, text, pairs)
      return show(segment, placeTags(segment, { text }, { spans: new Map(), align })?.tokens)
    }
    const pairs = 'The=El loader=fichero is=es big=grande'
    expect(guess('The [loader] is big', 'El fichero es grande', pairs)).toBe(
      'El [fichero] es grande',
    )
    expect(guess('The `loader` is big', 'El fichero es grande', pairs)).toBeUndefined()
    const alike = 'The=El loaders=loadero is=es big=grande'
    expect(guess('The `loader`s is big', 'El loadero es grande', alike)).toBe('El {1} es grande')
    expect(place('The red`code`word', 'El rojo', 'redcodeword=rojo')).toBeUndefined()
  })
  test('only spans whose place is open are asked for', () => {
    const segment = segmentOf('Use *Vite* and the [style guide] with `X1` and the [style guide] %')
    expect(
      wantedSpans(segment, { text: 'Usa Vite y la guía de estilo con la guía de estilo' }),
    ).toEqual(['style guide'])
    expect(wantedSpans(segmentOf('*All of it*'), { text: 'Todo' })).toEqual([])
    expect(wantedSpans(segmentOf('a [b c]'), { text: 'x y', alignment: [[2, 5, 2, 3]] })).toEqual(
      [],
    )
  })
})

describe('without any evidence', () => {
  test('emphasis is placed by position, and says so', () => {
    const placement = placeTags(
      segmentOf('the *red* car'),
      { text: 'uno dos tres' },
      { spans: new Map() },
    )!
    expect(placement.confidence).toBeLessThan(0.5)
    expect(show(segmentOf('the *red* car'), placement.tokens)).toBe('uno *dos* tres')
  })
  test('a link is not placed', () => {
    expect(place('the [red] car', 'uno dos tres')).toBeUndefined()
  })
  test('emphasis with no words left is dropped', () => {
    const segment = segmentOf('*one* _two_ three')
    const placement = placeTags(segment, { text: 'uno' }, { spans: new Map() })!
    expect(placement.dropped).toHaveLength(1)
    expect(placement.tokens.filter((token) => token.type === 'text')).toEqual([
      { type: 'text', value: 'uno' },
    ])
  })
  test('emphasis makes room for a link', () => {
    const pairs = 'one=uno two=uno'
    expect(place('*one* [two]', 'uno', pairs)).toBe('[uno]')
  })
})

describe('tags without words', () => {
  test('a footnote mark follows its word', () => {
    expect(
      place('the red^ car runs', 'el coche rojo corre', 'the=el red=rojo car=coche runs=corre'),
    ).toBe('el coche rojo{1} corre')
  })
  test('a footnote mark follows its link', () => {
    expect(place('the [red]^ car', 'el coche rojo', 'the=el red=rojo car=coche')).toBe(
      'el coche [rojo]{2}',
    )
  })
  test('a mark at the end stays at the end, before or behind the stop', () => {
    expect(place('the red car^.', 'el coche rojo.', 'the=el red=rojo car=coche')).toBe(
      'el coche rojo{1}.',
    )
    expect(place('the red car.^', 'el coche rojo.')).toBe('el coche rojo.{1}')
  })
  test('a mark behind a comma stays behind it', () => {
    expect(
      place('It is red,^ not blue', 'Es rojo, no azul', 'It=Es red=rojo not=no blue=azul'),
    ).toBe('Es rojo,{1} no azul')
  })
  test('a free-standing image keeps both spaces', () => {
    expect(place('Click % to save', 'Pulsa para guardar', 'Click=Pulsa to=para save=guardar')).toBe(
      'Pulsa {1} para guardar',
    )
    expect(
      place('Click % % to save', 'Pulsa para guardar', 'Click=Pulsa to=para save=guardar'),
    ).toBe('Pulsa {1} {2} para guardar')
  })
  test('a space that only the page has is given back', () => {
    const placed = (text: string, at: number, space: Tag['space'], target: string) => {
      const atom = { id: 1, kind: 'atom', type: 'image', parent: undefined, space } as const
      const segment = { text, tags: [{ ...atom, start: at, end: at }] }
      return [
        sourceTokens(segment),
        placeTags(segment, { text: target }, { spans: new Map() })!.tokens,
      ].map((tokens) => show(segment, tokens))
    }
    expect(placed('one two', 4, 'after', 'uno dos')).toEqual(['one {1} two', 'uno {1} dos'])
    expect(placed('one, two', 3, 'before', 'uno, dos')).toEqual(['one {1}, two', 'uno {1}, dos'])
    expect(placed('one two', 4, 'none', 'uno dos')).toEqual(['one{1}two', 'uno{1} dos'])
  })
  test('an image inside a link stays inside', () => {
    expect(
      place('see [% the guide] now', 'ahora ve la guía', 'see=ve the=la guide=guía now=ahora'),
    ).toBe('ahora ve [{2} la guía]')
  })
  test('an empty link keeps its image and its place', () => {
    expect(place('red[%] car', 'coche rojo', 'red=rojo car=coche')).toBe('coche rojo[{2}]')
  })
  test('a mark is always placed', () => {
    expect(place('one^ two three', 'eins zwei drei')).toBe('eins{1} zwei drei')
  })
})

const anyAlignment = fc.option(
  fc.array(
    fc
      .tuple(
        fc.integer({ min: -2, max: 60 }),
        fc.nat(12),
        fc.integer({ min: -2, max: 60 }),
        fc.nat(12),
        fc.double({ min: 0, max: 1 }),
      )
      .map(
        ([source, sourceLength, target, targetLength, score]): AlignedSpan => [
          source,
          source + sourceLength,
          target,
          target + targetLength,
          score,
        ],
      ),
    { maxLength: 12 },
  ),
  { nil: undefined },
)

/** Parents by id, as the tokens have them; fails on tokens that do not nest. */
function parentsOf(tokens: Token[]): Map<number, number | undefined> {
  const parents = new Map<number, number | undefined>()
  const open: number[] = []
  for (const token of tokens) {
    if (token.type === 'text') continue
    if (token.type === 'close') expect(open.pop()).toBe(token.id)
    else {
      expect(parents.has(token.id)).toBe(false)
      parents.set(token.id, open.at(-1))
      if (token.type === 'open') open.push(token.id)
    }
  }
  expect(open).toEqual([])
  return parents
}

function checkTags(segment: Segment, tokens: Token[], dropped: number[]): void {
  const parents = parentsOf(tokens)
  for (const { tag, parent } of tagTree(segment.tags)) {
    expect(parents.has(tag.id)).toBe(!dropped.includes(tag.id))
    if (dropped.includes(tag.id)) expect(isRequired(tag)).toBe(false)
    let kept = parent
    while (kept && dropped.includes(kept.tag.id)) kept = kept.parent
    expect(parents.get(tag.id)).toBe(parents.has(tag.id) ? kept?.tag.id : undefined)
  }
}

/** Ids of pairs that had words and have neither words nor code now. */
function emptied(segment: Segment, tokens: Token[]): number[] {
  return segment.tags.flatMap((tag) => {
    if (tag.kind === 'atom' || tag.start === tag.end) return []
    const open = tokens.findIndex((token) => token.type === 'open' && token.id === tag.id)
    const close = tokens.findIndex((token) => token.type === 'close' && token.id === tag.id)
    const holds = tokens
      .slice(open + 1, close)
      .some((token) =>
        token.type === 'text'
          ? token.value.trim() !== ''
          : token.type === 'atom' &&
            segment.tags[token.id - 1]!.end > segment.tags[token.id - 1]!.start,
      )
    return open < 0 || holds ? [] : tag.id
  })
}

const bare = (text: string) => text.replace(/\s/g, '')
const graphemes = (text: string) => [...new Intl.Segmenter('und').segment(text)].length

test('invariant 3: whatever is answered, tags are all there, once, nested as in the source, or the answer is refused', () => {
  let placed = 0
  fc.assert(
    fc.property(
      anySegment,
      fc.option(anyText),
      anyAlignment,
      fc.dictionary(fc.constantFrom('the', 'red house', '日本語', 'npm'), anyText),
      fc.option(anyAlignment),
      (segment, answer, alignment, spans, guesses) => {
        const text = answer ?? segment.text
        const placement = placeTags(
          segment,
          { text, alignment },
          { spans: new Map(Object.entries(spans)), align: () => guesses ?? [] },
        )
        if (!placement) return
        placed++
        const { tokens, dropped, confidence } = placement
        checkTags(
          segment,
          tokens,
          dropped.map((tag) => tag.id),
        )
        expect(emptied(segment, tokens)).toEqual([])
        expect(confidence).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeLessThanOrEqual(1)

        const pattern = tokens
          .map((token) => {
            if (token.type === 'text')
              return bare(token.value).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
            const tag = segment.tags[token.type === 'atom' ? token.id - 1 : -1]
            return tag && tag.end > tag.start ? '.+?' : ''
          })
          .join('')
        expect(bare(text)).toMatch(new RegExp(`^${pattern}$`, 'su'))
        const texts = tokens.flatMap((token) => (token.type === 'text' ? token.value : []))
        if (segment.tags.every((tag) => tag.kind === 'pair')) {
          expect(texts.join('')).toBe(text)
          expect(texts.reduce((sum, value) => sum + graphemes(value), 0)).toBe(graphemes(text))
        }
      },
    ),
    { numRuns: 3000 },
  )
  expect(placed).toBeGreaterThan(500)
})
