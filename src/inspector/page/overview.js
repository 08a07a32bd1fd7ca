import { count, element, fact, fill, finding, percent, plain, sift, watchForm } from './elements.js'

const within = (selector) => document.querySelector(`#overview ${selector}`)

/** All documents in all languages. */
export function showOverview() {
  const form = within('form')
  const values = watchForm(form, sieve)
  let overview
  let rows = []
  let findings = []
  within('').hidden = false

  function draw(given) {
    overview = given
    // The address may name a language that the form did not know yet.
    const chosen = new URLSearchParams(location.search).get('lang') ?? ''
    fill(form.elements.lang, [{ code: '', name: 'all' }, ...given.locales], ({ code, name }) =>
      element('option', { value: code, selected: code === chosen }, name),
    )
    sieve()
  }

  function sieve() {
    if (!overview) return
    const { find, lang, open } = values()
    const wanted = plain(find)
    const locales = overview.locales.filter(({ code }) => lang === '' || code === lang)
    const inLanguage = ({ to }) => lang === '' || to === lang
    rows = overview.documents.map(({ path, pairs }) => ({ path, pairs: pairs.filter(inLanguage) }))
    findings = rows.flatMap(({ path, pairs }) =>
      pairs.flatMap((pair) => pair.findings.map((each) => ({ ...each, path, to: pair.to }))),
    )
    fill(within('thead tr'), [{ name: 'Document' }, ...locales], ({ name }) =>
      element('th', { scope: 'col' }, name),
    )
    fill(within('tbody'), rows, drawRow)
    const says = ({ path, message, source = '', check }) =>
      plain(`${path} ${message} ${source} ${check}`).includes(wanted)
    const shown = sift(
      within('tbody'),
      rows,
      ({ path, pairs }) =>
        (plain(path).includes(wanted) ||
          findings.some((each) => each.path === path && says(each))) &&
        (!open || pairs.some(needsLook)),
    )
    fill(within('.findings'), findings, drawFinding)
    within('.none').hidden = sift(within('.findings'), findings, says) > 0
    within('output').textContent = `${shown} of ${count(rows.length, 'document')}`
    within('.empty').hidden = shown > 0
    within('.empty').textContent =
      rows.length === 0
        ? 'Nothing has been imported yet. Open a page of yours: its documents appear here by themselves.'
        : 'No document is like that.'
    fill(within('.totals'), totals(rows), fact)
  }

  /** The server counts a few at a time. */
  const isCounting = () => overview?.documents.some(({ pairs }) => pairs.some(isUncounted))
  return { source: 'overview.json', draw, status: () => statusOf(overview), isCounting }
}

function statusOf({ documents }) {
  const translating = documents.filter(({ pairs }) => pairs.some(isTranslating)).length
  return translating > 0 ? `${count(translating, 'document')} being translated` : 'Up to date'
}

const isTranslating = ({ state }) => state === 'translating'

const isUncounted = ({ segments, problem }) => !segments && problem === undefined

const needsLook = ({ state, findings, problem, segments, skipped }) =>
  state !== 'unasked' &&
  skipped === undefined &&
  (findings.length > 0 ||
    problem !== undefined ||
    (segments && segments.translated < segments.total))

function totals(rows) {
  const pairs = rows.flatMap(({ pairs }) => pairs)
  const sum = (numberOf) => pairs.reduce((total, pair) => total + numberOf(pair), 0)
  const segments = {
    total: sum(({ segments }) => segments?.total ?? 0),
    translated: sum(({ segments }) => segments?.translated ?? 0),
  }
  const number = (value) => value.toLocaleString('en')
  return [
    ['Translated', `${percent(segments)} %`],
    ['Segments', `${number(segments.translated)} of ${number(segments.total)}`],
    ['Texts sent', number(sum(({ sent }) => sent))],
    ['Characters sent', number(sum(({ sentCharacters }) => sentCharacters))],
    ['Findings', number(sum(({ findings }) => findings.length))],
  ]
}

const address = (path, to, more = {}) => `?${new URLSearchParams({ path, to, ...more })}`

function drawRow({ path, pairs }) {
  const cells = pairs.map((pair) => element('td', {}, drawPair(path, pair)))
  return element('tr', {}, element('th', { scope: 'row' }, element('bdi', {}, path)), ...cells)
}

/** A link with its coverage as a bar, and what there is to say about it. */
function drawPair(path, pair) {
  const { to, segments, findings, sent, sentCharacters } = pair
  const notes = [
    ...(isTranslating(pair) ? ['translating…'] : []),
    ...(findings.length > 0 ? [count(findings.length, 'finding')] : []),
    ...(sent > 0 ? [`${sent} sent, ${count(sentCharacters, 'character')}`] : []),
    ...(pair.state === 'unasked' ? ['no page has asked'] : []),
  ]
  const link = element(
    'a',
    {
      href: address(path, to),
      class: 'pair',
      'data-state': pair.skipped === undefined ? pair.state : 'left',
      'data-look': needsLook(pair) && 'yes',
    },
    element('b', {}, headline(pair)),
    element('small', {}, notes.join(' · ')),
  )
  link.style.setProperty(
    '--share',
    `${pair.skipped === undefined && segments ? percent(segments) : 0}%`,
  )
  return link
}

function headline({ skipped, problem, segments }) {
  if (skipped !== undefined) return 'left as it is'
  if (problem !== undefined) return 'failed'
  return segments ? `${percent(segments)} %` : '…'
}

function drawFinding(each) {
  const { path, line, to } = each
  const place = line === undefined ? path : `${path}:${line}`
  const link = element('a', { href: address(path, to, { open: '1' }) }, `${place} → ${to}`)
  return finding(each, link)
}
