import { count, element, fact, fill, finding, percent, plain, sift, watchForm } from './elements.js'

const within = (selector) => document.querySelector(`#document ${selector}`)

const ORIGINS = {
  cache: ['cache', 'It was in the cache before the server started.'],
  sent: ['sent', 'It was sent to the translator since the server started.'],
  waiting: ['under way', 'The translator is being asked.'],
  fallback: ['fallback', 'There is no good translation: the page shows the source.'],
  new: ['not asked', 'No page has asked for it since the server started, or since the edit.'],
}

/** mdast node types that HTML has a word for. */
const WORDS = { strong: 'strong', emphasis: 'em', inlineCode: 'code', delete: 'del' }

/** One document in one language. */
export function showDocument(path) {
  const tbody = within('tbody')
  const values = watchForm(within('form'), sieve)
  let view
  let parts = []
  within('').hidden = false
  document.title = `${path} · Polyglot inspector`
  within('h1').replaceChildren(element('bdi', {}, path))

  function draw(given) {
    view = given
    const { from, into, locales } = given
    parts = given.parts.map((part) => ({ ...part, from, into }))
    fill(within('.locales'), locales, (locale) => drawLocale(path, locale, into.code))
    fill(within('.totals'), totals(given), fact)
    fill(within('> .findings'), given.findings, (each) => finding(each))
    within('.note').textContent = noteOf(given)
    within('.note').hidden = noteOf(given) === ''
    within('.from').textContent = from.name
    within('.into').textContent = into.name
    fill(tbody, parts, drawPart)
    for (const part of parts)
      part.words = plain(`${textOf(part.source)} ${textOf(part.target ?? [])}`)
    sieve()
  }

  function sieve() {
    if (!view) return
    const { find, origin, open } = values()
    const wanted = plain(find)
    const shown = sift(
      tbody,
      parts,
      (part) =>
        part.words.includes(wanted) &&
        (origin === '' || part.origin === origin) &&
        (!open || part.findings.length > 0),
    )
    within('output').textContent =
      `${shown.toLocaleString('en')} of ${count(parts.length, 'segment')}`
    within('.empty').hidden = shown > 0
    within('.empty').textContent = parts.length === 0 ? 'No segments.' : 'No segment is like that.'
  }

  const status = () => (view.state === 'translating' ? 'Being translated…' : 'Up to date')
  return { source: 'document.json', draw, status }
}

const textOf = (pieces) => pieces.map(({ text }) => text).join('')

function noteOf({ skipped, problem, state, into }) {
  if (skipped !== undefined) return `Left as it is: ${skipped}.`
  if (problem !== undefined) return problem
  return state === 'unasked'
    ? `No page has asked for this text in ${into.name} yet. This is what the cache has.`
    : ''
}

function totals({ segments, parts, sent, sentCharacters }) {
  const of = (wanted) => parts.filter(({ origin }) => origin === wanted).length
  const missing = segments.total - segments.translated
  return [
    ['Translated', `${percent(segments)} %`],
    ['Segments', segments.total.toLocaleString('en')],
    ['From the cache', of('cache').toLocaleString('en')],
    ['From the translator', of('sent').toLocaleString('en')],
    ['Not translated', missing.toLocaleString('en')],
    ['Texts sent', sent.toLocaleString('en')],
    ['Characters sent', sentCharacters.toLocaleString('en')],
  ]
}

function drawLocale(path, { code, name }, current) {
  const href = `?${new URLSearchParams({ path, to: code })}`
  return element('a', { href, 'aria-current': code === current && 'page' }, name)
}

function drawPart({ line, kind, source, target, origin, findings, from, into }) {
  const [label, meaning] = ORIGINS[origin]
  const shown = target ?? (origin === 'new' ? [] : source)
  const notes = findings.map((each) => finding(each))
  return element(
    'tr',
    {},
    element('th', { scope: 'row', class: 'line', title: kind }, String(line)),
    element('td', {}, drawText(source, from)),
    element(
      'td',
      {},
      drawText(shown, target ? into : from, !target),
      ...(notes.length > 0 ? [element('ul', { class: 'findings' }, ...notes)] : []),
    ),
    element('td', {}, element('span', { class: `origin ${origin}`, title: meaning }, label)),
  )
}

function drawText(pieces, { code, dir }, isSource = false) {
  return element('p', { lang: code, dir, class: isSource && 'still' }, ...pieces.map(drawPiece))
}

/** A stretch of text in its markup; markup without words is named. */
function drawPiece({ text, marks }) {
  const isEmpty = text === ''
  const words = isEmpty ? element('span', { class: 'wordless' }, marks.at(-1)) : text
  return (isEmpty ? marks.slice(0, -1) : marks).reduceRight((inner, mark) => {
    const word = WORDS[mark]
    return element(word ?? 'span', { class: !word && 'mark', title: mark }, inner)
  }, words)
}
