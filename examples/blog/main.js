import { micromark } from 'micromark'
import { frontmatter, frontmatterHtml } from 'micromark-extension-frontmatter'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import aboutFrench from './about.md?lang=fra'
import aboutSpanish from './about.md?lang=spa'
import about from './about.md?raw'

/** One entry per language: its posts as functions that load the markdown, and the few words of the page itself. */
const languages = {
  eng: {
    tag: 'en',
    name: 'English',
    about,
    posts: import.meta.glob('./posts/*.md', { query: '?raw', import: 'default' }),
    footnotes: 'Footnotes',
    back: 'Back to the text',
    motto: 'Bread, bicycles and small programs.',
  },
  spa: {
    tag: 'es',
    name: 'Español',
    about: aboutSpanish,
    posts: import.meta.glob('./posts/*.md', { query: '?lang=spa', import: 'default' }),
    footnotes: 'Notas',
    back: 'Volver al texto',
    motto: 'Pan, bicicletas y programas pequeños.',
  },
  fra: {
    tag: 'fr',
    name: 'Français',
    about: aboutFrench,
    posts: import.meta.glob('./posts/*.md', { query: '?lang=fra', import: 'default' }),
    footnotes: 'Notes',
    back: 'Retour au texte',
    motto: 'Du pain, des vélos et de petits programmes.',
  },
}

const images = import.meta.glob('./posts/images/*.svg', {
  query: '?url',
  import: 'default',
  eager: true,
})

const page = document.querySelector('#page')

/** `#/spa/slow-bread` → Spanish, that post. Anything else is the English front page. */
function route() {
  const [code = '', slug = ''] = location.hash.replace(/^#\//, '').split('/')
  return { code: code in languages ? code : 'eng', slug }
}

async function show() {
  const { code, slug } = route()
  const { tag, posts, motto } = languages[code]
  const load = posts[`./posts/${slug}.md`]
  document.documentElement.lang = tag
  document.querySelector('footer').textContent = motto
  showLanguages(code, slug)
  const content = load ? postOf(await load(), code) : await frontPage(code)
  page.replaceChildren(...content)
  document.title = [page.querySelector('h1')?.textContent, 'Crumbs'].filter(Boolean).join(' · ')
  window.scrollTo(0, 0)
}

function showLanguages(current, slug) {
  const links = Object.entries(languages).map(([code, { tag, name }]) => {
    const link = element('a', { href: `#/${code}/${slug}`, lang: tag }, name)
    if (code === current) link.setAttribute('aria-current', 'true')
    return link
  })
  document.querySelector('#languages').replaceChildren(...links)
  document.querySelector('.name').href = `#/${current}/`
}

async function frontPage(code) {
  const { about, posts, tag } = languages[code]
  const introduction = element('div', { className: 'introduction' })
  introduction.append(render(about, code))
  const entries = await Promise.all(
    Object.entries(posts).map(async ([path, load]) => ({ path, ...fieldsOf(await load()) })),
  )
  const list = element('ol', { className: 'posts' })
  for (const { path, title, description, date } of entries.sort((a, b) =>
    a.date < b.date ? 1 : -1,
  )) {
    const slug = path.slice('./posts/'.length, -'.md'.length)
    const entry = element('li')
    entry.append(
      timeOf(date, tag),
      element('a', { href: `#/${code}/${slug}` }, title),
      element('p', {}, description),
    )
    list.append(entry)
  }
  return [introduction, list]
}

function postOf(markdown, code) {
  const { date } = fieldsOf(markdown)
  const article = render(markdown, code)
  article.querySelector('h1')?.after(timeOf(date, languages[code].tag))
  return article.childNodes
}

/** Markdown as a fragment: front matter left out, images found, links between posts kept in the language. */
function render(markdown, code) {
  const { footnotes: label, back: backLabel } = languages[code]
  const template = document.createElement('template')
  template.innerHTML = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm(), frontmatter(['yaml', 'toml'])],
    htmlExtensions: [gfmHtml({ label, backLabel }), frontmatterHtml(['yaml', 'toml'])],
  })
  const { content } = template
  for (const image of content.querySelectorAll('img')) {
    const path = image.getAttribute('src').replace(/^\.\//, '')
    image.src = images[`./posts/${path}`] ?? image.src
  }
  for (const link of content.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href')
    const post = href.match(/^\.\/([\w-]+)\.md$/)
    if (post) link.href = `#/${code}/${post[1]}`
    else if (href.startsWith('#')) link.addEventListener('click', (event) => jump(event, href))
  }
  for (const table of content.querySelectorAll('table')) {
    const scroller = element('div', { className: 'table' })
    table.replaceWith(scroller)
    scroller.append(table)
  }
  showAlerts(content)
  return content
}

/** The address names the page, so a link within it scrolls instead. */
function jump(event, href) {
  event.preventDefault()
  document.getElementById(decodeURIComponent(href.slice(1)))?.scrollIntoView({ behavior: 'smooth' })
}

/** GitHub's alerts: a quotation that starts with `[!NOTE]`. */
function showAlerts(content) {
  for (const quote of content.querySelectorAll('blockquote')) {
    const first = quote.querySelector('p')?.firstChild
    const kind = first?.nodeValue?.match(/^\[!(\w+)\]\s*/)
    if (!kind) continue
    first.nodeValue = first.nodeValue.slice(kind[0].length)
    quote.classList.add('alert', kind[1].toLowerCase())
  }
}

/** The one-line fields of YAML or TOML front matter; enough for a list of posts. */
function fieldsOf(markdown) {
  const head = markdown.match(/^(---|\+\+\+)\r?\n([\s\S]*?)\r?\n\1/)?.[2] ?? ''
  const fields = {}
  for (const [, key, folded, value] of head.matchAll(
    /^(\w+)\s*[:=][ \t]*(?:[>|]-?\r?\n((?:[ \t]+.*(?:\r?\n|$))+)|(.*)$)/gm,
  )) {
    fields[key] = folded ? folded.trim().replace(/\s+/g, ' ') : unquoted(value.trim())
  }
  return fields
}

function unquoted(value) {
  if (/^".*"$/.test(value)) return JSON.parse(value)
  if (/^'.*'$/.test(value)) return value.slice(1, -1).replaceAll("''", "'")
  return value
}

function timeOf(date, tag) {
  const written = new Date(date).toLocaleDateString(tag, { dateStyle: 'long', timeZone: 'UTC' })
  return element('time', { dateTime: date }, written)
}

function element(name, properties = {}, text = '') {
  const result = Object.assign(document.createElement(name), properties)
  result.textContent = text
  return result
}

window.addEventListener('hashchange', show)
await show()
