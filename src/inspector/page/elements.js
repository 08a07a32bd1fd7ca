/**
 * An element with its children. Texts become text, never markup: this and the file of the page are all that makes elements.
 *
 * @param {string} name
 * @param {Record<string, string | boolean | undefined>} attributes false and undefined are left out
 * @param {...(Node | string)} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value)
  }
  made.append(...children)
  return made
}

const drawn = new WeakMap()

/**
 * Makes the children of an element one for each item. Those of items that are as before stay, and so do focus, selection
 * and place on the screen.
 *
 * @template Item
 * @param {Element} parent
 * @param {Item[]} items
 * @param {(item: Item) => Element} draw
 */
export function fill(parent, items, draw) {
  const before = drawn.get(parent) ?? []
  const after = items.map((item) => JSON.stringify(item))
  const added = document.createDocumentFragment()
  after.forEach((mark, index) => {
    const old = parent.children[index]
    if (!old) added.append(draw(items[index]))
    else if (mark !== before[index]) old.replaceWith(draw(items[index]))
  })
  while (parent.children.length > items.length) parent.lastElementChild.remove()
  parent.append(added)
  drawn.set(parent, after)
}

/** Shows the rows of those items that are wanted, and hides the others. Returns how many are shown. */
export function sift(parent, items, isWanted) {
  let shown = 0
  items.forEach((item, index) => {
    const wanted = isWanted(item)
    if (wanted) shown++
    if (parent.children[index].hidden === wanted) parent.children[index].hidden = !wanted
  })
  return shown
}

/** Text as it is compared: without case, accents and marks. */
export function plain(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** `1 segment`, `2,000 segments`. */
export function count(number, noun) {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}

/** Whole per cent, rounded down: only what is complete is 100. */
export function percent({ total, translated }) {
  return total === 0 ? 100 : Math.floor((translated / total) * 100)
}

/** Name and value side by side. */
export function fact([name, value]) {
  return element('div', {}, element('dt', {}, name), element('dd', {}, value))
}

/** One finding. With `link` it says where. */
export function finding({ severity, check, message, source, target }, link) {
  const words = target ?? source
  return element(
    'li',
    { class: severity },
    element('strong', {}, severity === 'error' ? 'Error' : 'Warning'),
    ' ',
    element('span', { dir: 'auto' }, message),
    ' ',
    element('code', {}, check),
    ...(link ? [' ', link] : []),
    ...(link && words ? [element('q', { dir: 'auto' }, words)] : []),
  )
}

/** The values of a form, which the address of the page keeps. */
export function watchForm(form, onChange) {
  const given = new URLSearchParams(location.search)
  for (const field of form.elements) {
    if (!given.has(field.name)) continue
    if (field.type === 'checkbox') field.checked = true
    else field.value = given.get(field.name)
  }
  const changed = () => {
    const query = new URLSearchParams(location.search)
    for (const field of form.elements) query.delete(field.name)
    for (const [name, value] of new FormData(form)) if (value !== '') query.set(name, value)
    history.replaceState(null, '', query.size > 0 ? `?${query}` : location.pathname)
    onChange()
  }
  form.addEventListener('input', changed)
  form.addEventListener('submit', (event) => event.preventDefault())
  return () => Object.fromEntries(new FormData(form))
}
