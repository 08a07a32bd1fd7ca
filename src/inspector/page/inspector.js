import { showDocument } from './document.js'
import { showOverview } from './overview.js'

/** Milliseconds between two looks at the server. One that has nothing new answers with nothing. */
const PAUSE = 1000

const query = new URLSearchParams(location.search)
const path = query.get('path')
const view = path === null ? showOverview() : showDocument(path)
const status = document.querySelector('#status')
let since = ''
let timer

async function look() {
  clearTimeout(timer)
  // A page that nobody sees asks for nothing.
  if (document.visibilityState === 'hidden') return
  const started = performance.now()
  try {
    const given = await ask()
    if (given) {
      since = given.version
      view.draw(given)
    }
    say(view.status())
  } catch (error) {
    since = ''
    say(
      error instanceof TypeError ? 'The dev server does not answer. Trying again…' : error.message,
    )
  }
  // What takes the server long is asked for less often.
  const took = performance.now() - started
  timer = setTimeout(look, view.isCounting?.() ? PAUSE / 10 : Math.max(PAUSE, 4 * took))
}

/** What is new, if anything. */
async function ask() {
  const wanted = new URLSearchParams({ since })
  for (const name of ['path', 'to']) if (query.has(name)) wanted.set(name, query.get(name))
  const answer = await fetch(`${view.source}?${wanted}`)
  if (answer.status === 204) return undefined
  if (answer.ok) return answer.json()
  throw new Error(await answer.text())
}

/** Said aloud by screen readers, so only when it is new. */
function say(line) {
  if (status.textContent !== line) status.textContent = line
}

document.addEventListener('visibilitychange', look)
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, select')
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  document.querySelector('article:not([hidden]) input[type=search]').focus()
})
look()
