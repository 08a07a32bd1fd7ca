import { describe, expect, test } from 'vitest'
import { CHECKS, checkAnswer, validateChecks } from '../../src/checks/index.ts'
import { loadDetector } from '../../src/checks/language.ts'
import { PolyglotError } from '../../src/errors.ts'
import { GOOD } from './good-translations.ts'

const spanish = { from: 'en', to: 'es' }

const scoresOf = await loadDetector()

function found(source: string, target: string, pair = spanish): string[] {
  const problems = checkAnswer(source, target, pair, { language: 'warning' }, { scoresOf })
  return problems.map(({ check }) => check)
}

/** Source, answer, and the language pair where it is not English to Spanish. */
type Example = [source: string, target: string, to?: string, from?: string]

/** All but `tags`, which is not found in the texts. */
const BAD: Record<Exclude<keyof typeof CHECKS, 'tags'>, Example[]> = {
  empty: [
    ['Hello there.', ''],
    ['Hello there.', ' \u200b\n '],
    ['A <g1>word</g1>.', '<g1></g1>'],
  ],
  unchanged: [
    ['The cat sat on the mat.', 'The cat sat on the mat.'],
    ['The cat sat on the mat.', '“The cat sat – on the mat”'],
    [
      'See https://example.com for all of the details.',
      'See https://example.com for all of the details.',
    ],
    ['このページは日本語で書かれています。', 'このページは日本語で書かれています', 'en', 'ja'],
  ],
  length: [
    ['A sentence that says a good deal about gardens.', 'Jardines.'],
    ['A short label of text', `Una etiqueta corta ${'que no termina nunca de verdad '.repeat(3)}`],
    ['Title', 'Un documento entero. '.repeat(20)],
    [
      'Getting started',
      'Empezar. Esta guía explica todo lo que hay que saber para crear un jardín propio desde cero, paso a paso.',
    ],
    [
      '入门',
      'Getting started with this garden takes no more than a quarter of an hour or so, and a spade.',
      'en',
      'zh',
    ],
  ],
  lengthDoubtful: [
    ['A sentence that says a good deal about gardens.', 'Una frase de jardines.'],
    [
      'Getting started',
      'Aquí se explica cómo se empieza en el jardín y todo lo que hace falta para ello',
    ],
  ],
  numbers: [
    ['It takes 45 minutes.', 'Tarda unos minutos.'],
    ['From 3 to 15 people can play.', 'Pueden jugar de 3 a 51 personas.'],
    ['It costs 1,250.50 dollars.', 'Cuesta 1.250 dólares.'],
    ['Meet us at 6 pm.', 'Nos vemos a las 17.'],
    ['We are open 24/7 for you.', 'Abrimos 24.7 para ti.'],
    ['Mix them 1:1 in a bowl.', 'Mézclalos 1,1 en un bol.'],
  ],
  numbersAdded: [
    ['It takes a while.', 'Tarda 20 minutos.'],
    ['It takes 5 minutes.', 'Tarda 5 minutos y 30 segundos.'],
  ],
  repetition: [
    [
      'We want to live together.',
      'Queremos vivir juntos, vivir juntos, vivir juntos, vivir juntos, vivir juntos.',
    ],
    ['He goes on.', 'Sigue y sigue y sigue y sigue y sigue y sigue.'],
    ['It is late now.', 'これはこれはこれはこれは', 'ja'],
    [
      'First we cook, then we eat, and in the end somebody has to wash the dishes again and again.',
      'la casa de Juan, la casa de Ana, en la casa de Juan y la casa de Juan o la casa de Juan',
    ],
  ],
  brackets: [
    ['A word (in brackets) here.', 'Una palabra (entre paréntesis aquí.'],
    ['A plain word here.', 'Una palabra] aquí.'],
    ['Use [brackets] (here).', '[括弧]（ここで使う。', 'ja'],
  ],
  unknownTokens: [
    ['A party tonight.', 'Una fiesta ⁇ esta noche.'],
    ['A party tonight.', 'Una <unk> esta noche.'],
    ['A party tonight.', 'Una fiesta esta noche \uFFFD.'],
  ],
  lineBreaks: [
    ['One sentence here.', 'Una frase\naquí.'],
    ['One sentence here.', 'Una frase\u2028aquí.'],
  ],
  blockMarker: [
    ['Open the window.', '1. Abre la ventana.'],
    ['Open the window.', '- Abre la ventana.'],
    ['Open the window.', '# Abre la ventana.'],
    ['Open the window.', '> Abre la ventana.'],
    ['In September of 2021.', '1. September 2021.', 'de'],
  ],
  markdown: [
    ['Open the window.', '```\nAbre la ventana.\n```'],
    ['Open the window.', '```Abre la ventana.```'],
    ['Open the window.', 'Abre **la ventana**.'],
    ['Open the window.', 'Abre *la ventana*.'],
    ['Open the window.', '_Abre la ventana._'],
    ['Open the window.', 'Abre [la ventana](x).'],
    ['Open app.ts now.', 'Abre `app.ts` ahora.'],
  ],
  escapes: [
    ['The file my_file is big.', 'El archivo my\\_file es grande.'],
    ['A star * here.', 'Una estrella \\* aquí.'],
  ],
  html: [
    ['Open the window.', 'Abre <b>la ventana</b>.'],
    ['Open the window.', 'Abre la ventana.<br/>'],
    ['Open the <g1>window</g1>.', 'Abre la <i><g1>ventana</g1></i>.'],
    ['Open the window.', 'Abre la <!-- x --> ventana.'],
  ],
  entities: [["It's a dog & a cat.", 'L&#39;animal & un gato.']],
  kept: [
    ['See https://example.com/a now.', 'Mira https://example.com/b ahora.'],
    ['See https://example.com/a now.', 'Mira eso ahora.'],
    ['See www.example.com/a now.', 'Mira www.example.com/b ahora.'],
    ['See www.example.com now.', 'Mira www.ejemplo.com ahora.'],
    ['See it now.', 'Mira www.example.com ahora.'],
    ['Write to me@example.com today.', 'Escribe a yo@ejemplo.com hoy.'],
    ['Hello {{ name }}.', 'Hola {{ nombre }}.'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: text
    ['Hello ${name}.', 'Hola $ {name}.'],
    ['Use X1 with X2.', 'Usa X1 con X1.'],
    ['Use X1 with it.', 'Usa x1 con eso.'],
    ['Use the thing.', 'Usa la X3 cosa.'],
    ['Start at 0xFF please.', 'Empieza en 0xFE, por favor.'],
    ['Stop if {% if a %} is set.', 'Para si {% si a %} está.'],
  ],
  syntax: [
    ['Open the window.', 'Abre {{ la ventana }}.'],
    ['Open the window.', 'Abre {% la ventana %}.'],
    ['Open the window.', 'Abre {{< la ventana >}}.'],
    ['Open the window.', 'Abre la ventana }}.'],
    ['Open the {{ window }}.', 'Abre {{{{ window }}}}.'],
    ['Open the window.', 'Abre %% la %% ventana.'],
    ['Open the window.', ':::note Abre la ventana.'],
    ['Open the window.', '::card Abre la ventana.'],
    ['Open the window.', 'Abre [[la ventana]].'],
    ['The square of x.', 'El cuadrado $x^2$.'],
    ['The square of x.', 'El cuadrado $$x$$.'],
    ['A title', 'Un título {#titulo}'],
  ],
  chat: [
    ['Open the window.', 'Here is the translation: Abre la ventana.'],
    ['Open the window.', 'Sure, here is your Spanish translation: Abre la ventana.'],
    ['Open the window.', 'Sure! Abre la ventana.'],
    ['Open the window.', 'Traducción: Abre la ventana.'],
    ['Open the window.', '{"translation": "Abre la ventana."}'],
    ['Open the window.', '["Abre la ventana."]'],
    ['Abre la ventana.', 'Here’s the translated sentence: Open the window.', 'en', 'es'],
  ],
  quotes: [
    ['Open the window.', '“Abre la ventana.”'],
    ['Open the window.', '"Abre la ventana".'],
    ["It's time to open it.", "'Es hora de abrirlo.'"],
    ['Open the window.', '「窓を開けてください」。', 'ja'],
  ],
  question: [
    ['Where is the garden?', 'Dónde está el jardín.'],
    ['Where is the garden (of Ann)?', 'Wo ist der Garten (von Anna).', 'de'],
  ],
  language: [
    [
      'The garden is closed in winter because of the snow.',
      'The park is closed during winter on account of the snow.',
    ],
    [
      'El jardín cierra en invierno por culpa de la nieve que cae.',
      'El parque cierra durante el invierno por la nieve caída.',
      'fr',
      'es',
    ],
  ],
  script: [
    ['The cat sat on the mat.', 'the gato sentado en la alfombra', 'ru'],
    ['Кот сидел на коврике.', 'кот сидел на большом коврике', 'en', 'ru'],
    ['Getting started here', 'getting started here', 'ja'],
  ],
  scriptMixed: [['The cat sat on the mat.', 'кот sat quietly upon the small mat', 'ru']],
}

/** What looks like a fault and is none: the check must stay silent. */
const FINE: Partial<Record<keyof typeof CHECKS, Example[]>> = {
  empty: [['<x1/>', '<x1/>']],
  unchanged: [
    ['Visual Studio Code', 'Visual Studio Code'],
    ['Menu', 'Menu'],
    ['npm run build --watch', 'npm run build --watch'],
    ['The cat sat on the mat.', 'THE CAT SAT ON THE MAT.'],
    ['The color of the cat is grey.', 'The color of the cat is grey.', 'en-GB'],
    ['Kako se zove tvoja mačka danas?', 'Kako se zove tvoja mačka danas?', 'bs', 'hr'],
  ],
  length: [
    ['OK', 'De acuerdo'],
    ['CORS', 'Uso compartido de recursos entre orígenes distintos'],
    ['Welcome to the documentation of the garden.', '欢迎阅读花园文档。', 'zh'],
    [
      '欢迎阅读本花园的完整使用说明文档与常见问题解答。',
      'Welcome to the complete manual and the answers to common questions about this garden.',
      'en',
      'zh',
    ],
  ],
  numbers: [
    ['It costs 1,234.56 dollars.', 'Cuesta 1.234,56 dólares.'],
    ['It costs 12,000 dollars.', 'Il coûte 12\u202f000 dollars.', 'fr'],
    ['Version 2.0.1 of 2024-05-01.', 'Versión 2.0.1 del 1/05/2024.'],
    ['In the 1990s all was new.', 'In den 90er Jahren war alles neu.', 'de'],
    ['The 19th century.', 'El siglo XIX.'],
    ['Wait 5 seconds.', 'انتظر ٥ ثوانٍ.', 'ar'],
    ['Wait 10 seconds.', '１０秒待ちます。', 'ja'],
    ['1.5 million people came.', '150万人来了。', 'zh'],
    ['人口は100万人です。', 'The population is 1 million.', 'en', 'ja'],
    ['Pick 2 cards.', '选择两张卡。', 'zh'],
    ['At 12 am sharp.', 'A las 0 en punto.'],
    ['Use X1 now.', 'Usa X1 ahora.'],
    ['We open at 6:30 on 5/06.', 'Wir öffnen um 6.30 am 5.06.', 'de'],
    ['On 5/6 we are closed.', 'Am 5.6. ist zu.', 'de'],
    ['Version 1.1 mixes 1:1.', 'La versión 1.1 mezcla 1:1.'],
    ['We are open 24/7.', 'Abrimos 24 horas al día, 7 días a la semana.'],
    ['アクセサーを 1 つだけ指定します。', 'Give exactly one accessor.', 'en', 'ja'],
  ],
  numbersAdded: [
    ['Give exactly one accessor.', 'アクセサーを 1 つだけ指定します。', 'ja'],
    ['At 6 pm sharp.', 'A las 18 en punto.'],
    ['One of them.', 'Uno de ellos.'],
  ],
  repetition: [
    ['No, no, no, no, no!', '¡No, no, no, no, no!'],
    ['Name .......... page', 'Nombre .......... página'],
    ['Ha ha ha ha ha ha', 'Ja ja ja ja ja ja'],
  ],
  brackets: [
    ['a) the first', 'a) el primero'],
    ['Smile :)', 'Sonríe :)'],
    ['Words (here).', '言葉（ここ）。', 'ja'],
  ],
  unknownTokens: [['The sign ⁇ is rare.', 'El signo ⁇ es raro.']],
  lineBreaks: [
    ['One\ntwo.', 'Uno\ndos.'],
    ['One two.', 'Uno dos.\n'],
  ],
  blockMarker: [
    ['September 1 is a Sunday.', '1. September ist ein Sonntag.', 'de'],
    ['– What next?', '- ¿Y ahora?'],
    ['1. Open it.', '1. Ábrelo.'],
    ['10 years ago.', '10 años atrás.'],
  ],
  markdown: [
    ['All users and friends.', 'Alle Nutzer*innen und Freund*innen.', 'de'],
    ['The file my_file_name here.', 'El archivo my_file_name aquí.'],
    ['2 * 3 * 4 is 24.', '2 * 3 * 4 son 24.'],
    ['The __init__ method.', 'El método __init__.'],
  ],
  escapes: [['The folder C:\\_temp is big.', 'La carpeta C:\\_temp es grande.']],
  html: [
    ['If a < b and b > c, stop.', 'Si a < b y b > c, para.'],
    ['The <g1>red</g1> car<x2/>.', 'El coche <g1>rojo</g1><x2 />.'],
    ['Use the <b> tag.', 'Usa la etiqueta <b>.'],
  ],
  entities: [['Tom &amp; Ann.', 'Tom &amp; Ana.']],
  kept: [
    ['See https://example.com.', '请看https://example.com。', 'zh'],
    ['See (https://example.com/a?b=c#d).', '（https://example.com/a?b=c#d）を見てください。', 'ja'],
    ['See www.example.com.', '请看www.example.com。', 'zh'],
    ['See (www.example.com/a).', '（www.example.com/a）を見てください。', 'ja'],
    ['See https://www.example.com/a.', '请看https://www.example.com/a。', 'zh'],
    ['The www. prefix.', 'El prefijo www.'],
    ['Use X1 with X2.', 'X2ではX1を使います。', 'ja'],
    ['Open the X1 file.', 'Öffne die X1-Datei.', 'de'],
    ['Start at 0xFF please.', 'Empieza en 0xFF, por favor.'],
  ],
  syntax: [
    ['Hello {{ name }}.', 'Hola, {{ name }}.'],
    ['From $5 to $10.', 'De 5 $ a 10 $.'],
    ['From 5 to 10 dollars.', '从$5到$10。', 'zh'],
    ['It is 100% sure.', 'Es seguro al 100 %.'],
    ['The class std::vector.', 'La clase std::vector.'],
    ['Note: it works.', 'Nota:: funciona.'],
  ],
  quotes: [
    ['“Open the window.”', '«Abre la ventana.»'],
    ['Say `yes` or `no`.', '“Sí” o “no”.'],
    ['Open the window.', 'Abre la “ventana”.'],
    ["Don't open it.", "N'ouvre pas l'eau"],
  ],
  question: [
    ['Where is the garden?', '¿Dónde está el jardín?'],
    ['Where is the garden?', 'Πού είναι ο κήπος;', 'el'],
    ['Where is the garden?', 'أين الحديقة؟', 'ar'],
    ['Where is the garden?', '庭はどこですか。', 'ja'],
    ['See a?b for more.', 'Mira a?b para más.'],
  ],
  language: [
    ['The garden is closed.', 'The park is shut.'],
    [
      'The garden is closed in winter because of the snow.',
      'El jardín cierra en invierno por culpa de la nieve que cae.',
    ],
    [
      'The garden is closed in winter because of the snow.',
      'The garden is closed in winter because of the snow.',
      'en-GB',
    ],
  ],
  chat: [
    ['Here is the translation: it is good.', 'Aquí está la traducción: es buena.'],
    ['Claro, voy contigo.', 'Sure, I will come with you.', 'en', 'es'],
    ['Here is the house.', 'Aquí está la casa.'],
  ],
  script: [
    ['Next.js, Astro, SvelteKit, Nuxt', 'Next.js, Astro, SvelteKit, Nuxt', 'ja'],
    ['Run npm-run-all and create-react-app', 'npm-run-all と create-react-app を実行', 'ja'],
    ['See https://example.com/abc/def/ghi', 'https://example.com/abc/def/ghi', 'ja'],
    ['GETTING STARTED', 'GETTING STARTED', 'ru'],
    ['A good day to all of you.', 'Dobar dan svima vama.', 'sr-Latn'],
  ],
}

const bad = Object.entries(BAD).flatMap(([check, examples]) =>
  examples.map(([source, target, to = 'es', from = 'en']) => ({ check, source, target, from, to })),
)
const fine = Object.entries(FINE).flatMap(([check, examples]) =>
  examples.map(([source, target, to = 'es', from = 'en']) => ({ check, source, target, from, to })),
)
const good = Object.entries(GOOD).flatMap(([source, targets]) =>
  Object.entries(targets).map(([to, target]) => ({ source, to, target })),
)

describe('a bad answer is found out', () => {
  test.each(bad)('$check: $source → $target ($to)', ({ check, source, target, from, to }) => {
    expect(found(source, target, { from, to })).toContain(check)
  })
})

describe('an answer that only looks bad is let through', () => {
  test.each(fine)('$check: $source → $target ($to)', ({ check, source, target, from, to }) => {
    expect(found(source, target, { from, to })).not.toContain(check)
  })
})

describe('a good human translation trips no check, in either direction', () => {
  test.each(good)('en → $to: $target', ({ source, to, target }) => {
    const severities = { language: 'warning' } as const
    expect(checkAnswer(source, target, { from: 'en', to }, severities, { scoresOf })).toEqual([])
  })
  test.each(good)('$to → en: $target', ({ source, to, target }) => {
    const errors = checkAnswer(target, source, { from: to, to: 'en' }, {}).filter(
      ({ severity }) => severity === 'error',
    )
    expect(errors).toEqual([])
  })
})

describe('severities', () => {
  test('a check can be made a warning, an error or be switched off', () => {
    const judge = (severities: Record<string, 'error' | 'warning' | 'off'>) =>
      checkAnswer('It takes 45 minutes.', 'Tarda unos minutos.', spanish, severities)
    expect(judge({})).toMatchObject([{ check: 'numbers', severity: 'error' }])
    expect(judge({ numbers: 'warning' })).toMatchObject([{ check: 'numbers', severity: 'warning' }])
    expect(judge({ numbers: 'off' })).toEqual([])
  })

  test('an unknown check is refused with the nearest name', () => {
    expect(() => validateChecks({ number: 'off' })).toThrow(
      /checks\.number.*Did you mean “numbers”/,
    )
    expect(() => validateChecks({ Unchangd: 'off' })).toThrow(/Did you mean “unchanged”/)
    expect(() => validateChecks({ flavour: 'off' })).toThrow(
      /no such check\. The checks are tags, empty,/,
    )
    expect(() => validateChecks({ toString: 'off' })).toThrow(PolyglotError)
    expect(() => validateChecks({ numbers: 'loud' })).toThrow(/checks\.numbers is "loud"; expected/)
    expect(() => validateChecks({ numbers: 'off', script: 'error' })).not.toThrow()
  })

  test('an answer that lost its tags is judged no further, unless that check is off', () => {
    const judge = (tags: 'error' | 'warning' | 'off') =>
      checkAnswer('It takes 45 minutes.', 'Tarda.', spanish, { tags }, { tagsLost: true })
    expect(judge('error')).toMatchObject([{ check: 'tags', severity: 'error' }])
    expect(judge('warning')).toMatchObject([{ check: 'tags', severity: 'warning' }])
    expect(judge('off').map(({ check }) => check)).toEqual(['length', 'numbers'])
  })

  test('the language is only looked at when it is asked for', () => {
    const text = 'The park is closed during winter on account of the snow.'
    const source = 'The garden is closed in winter because of the snow.'
    expect(checkAnswer(source, text, spanish, {}, { scoresOf })).toEqual([])
    expect(checkAnswer(source, text, spanish, { language: 'error' })).toEqual([])
    const problems = checkAnswer(source, text, spanish, { language: 'error' }, { scoresOf })
    expect(problems).toMatchObject([{ check: 'language', severity: 'error' }])
  })

  test('a detector that is not installed is an error that says what to install', async () => {
    await expect(loadDetector('a-package-that-nobody-has')).rejects.toMatchObject({
      code: 'BAD_OPTION',
      message: expect.stringContaining('npm install -D eld'),
    })
  })

  test('every check has a bad example and a description', () => {
    for (const [name, { description }] of Object.entries(CHECKS)) {
      if (name !== 'tags') expect(BAD[name as keyof typeof BAD], name).not.toHaveLength(0)
      expect(description.length).toBeGreaterThan(20)
    }
  })
})

describe('100 kB of anything is judged in linear time', () => {
  const size = 100_000
  const texts: Record<string, string> = {
    'one letter': 'a'.repeat(size),
    words: 'lorem ipsum dolor sit '.repeat(size / 22),
    digits: '1'.repeat(size),
    'grouped digits': '1 234 '.repeat(size / 6),
    'at signs': `${'a'.repeat(size)}@`,
    'dotted addresses': 'a@a.'.repeat(size / 4),
    stars: '*a '.repeat(size / 3),
    underscores: '_a '.repeat(size / 3),
    backticks: '`a '.repeat(size / 3),
    'open tags': '<a '.repeat(size / 3),
    braces: '{{a '.repeat(size / 4),
    'template tags': '{%a '.repeat(size / 4),
    dollars: '$a '.repeat(size / 3),
    'dollars and powers': '$a^'.repeat(size / 3),
    attributes: '{#a'.repeat(size / 3),
    ratios: '1:1 '.repeat(size / 4),
    decimals: '1.1 '.repeat(size / 4),
    quotes: "'a ".repeat(size / 3),
    hexadecimals: '0x1 '.repeat(size / 4),
    'different numbers': Array.from({ length: size / 6 }, (_, index) => 10_000 + index).join(' '),
    'www addresses': 'www.,'.repeat(size / 5),
    'www and dots': `www.${'.'.repeat(size)}`,
    slashes: 'http://.'.repeat(size / 8),
    dots: `http://${'.'.repeat(size)}`,
    spaces: `a${' '.repeat(size)}b`,
    Chinese: '这是一个句子。'.repeat(size / 7),
    'Arabic digits': '١'.repeat(size),
    random: Array.from({ length: size }, (_, index) =>
      String.fromCharCode(33 + ((index * index * 7 + index * 13) % 94)),
    ).join(''),
  }
  test.each(Object.keys(texts))('%s', (name) => {
    const start = performance.now()
    checkAnswer('A short sentence.', texts[name]!, { from: 'en', to: 'ja' }, {})
    checkAnswer(texts[name]!, texts[name]!, { from: 'en', to: 'es' }, {})
    // Quadratic work on this size takes tens of seconds.
    expect(performance.now() - start).toBeLessThan(3_000)
  })
})
