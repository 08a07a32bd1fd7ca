const set = (names: string): ReadonlySet<string> => new Set(names.split(' '))

/** Elements whose content is not prose, or is not shown. */
export const UNTRANSLATED_ELEMENTS = set(
  'code iframe kbd listing math noembed noframes object plaintext pre samp script style svg template textarea var xmp',
)

/** Elements without content: https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
export const VOID_ELEMENTS = set(
  'area base br col embed hr img input link meta source track wbr param',
)

/** Elements whose content is text even if it looks like tags (htmlparser2's list). Prose among them: only titles of pages. */
export const RAW_TEXT_ELEMENTS = set(
  'iframe noembed noframes plaintext script style textarea title xmp',
)

/**
 * Elements that stand between stretches of prose. CommonMark's block-level tags are all among them, with the elements that a
 * reader sees as things of their own (a button is not part of a sentence).
 */
const BLOCK_LEVEL_ELEMENTS = set(
  'address article aside audio base basefont blockquote body button canvas caption center col colgroup datalist dd ' +
    'details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header ' +
    'hgroup hr html iframe legend li link listing main menu menuitem meta nav noembed noframes noscript object ol ' +
    'optgroup option p param plaintext pre script search section select slot style summary table tbody td template ' +
    'textarea tfoot th thead title tr track ul video xmp',
)

/** A component of a framework, not an element of HTML: `<my-card>`, `<Card>`, `<UI.Card>`. `<DIV>` is HTML. */
export function isComponent(name: string): boolean {
  return /[-.:]/.test(name) || (/[A-Z]/.test(name) && /[a-z]/.test(name))
}

/** HTML's names mean the same in any case; those of components do not. */
export const elementName = (written: string): string =>
  isComponent(written) ? written : written.toLowerCase()

/** Whether a tag ends the stretch of prose that it stands in. */
export const isBlockLevel = (name: string): boolean =>
  BLOCK_LEVEL_ELEMENTS.has(name) || isComponent(name)

const LISTS = set('ul ol menu dir dl table select')
const TABLE_PARTS = 'thead tbody tfoot'
const ROWS = `tr ${TABLE_PARTS}`

/**
 * Elements that authors may leave unclosed, and the tags that end them:
 * https://html.spec.whatwg.org/multipage/syntax.html#optional-tags
 */
const ENDED_BY: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'p',
    set(
      'address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure footer ' +
        'form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol optgroup option p plaintext pre search ' +
        `section summary table td th ul xmp ${ROWS}`,
    ),
  ],
  ['li', set('li')],
  ['dt', set('dt dd')],
  ['dd', set('dt dd')],
  ['td', set(`td th ${ROWS}`)],
  ['th', set(`td th ${ROWS}`)],
  ['caption', set(`td th ${ROWS}`)],
  ['tr', set(ROWS)],
  ['thead', set(TABLE_PARTS)],
  ['tbody', set(TABLE_PARTS)],
  ['tfoot', set(TABLE_PARTS)],
  ['option', set('option optgroup')],
  ['optgroup', set('optgroup')],
])

/** Whether an element may end without a tag of its own. */
export const isItem = (name: string): boolean => ENDED_BY.has(name)

/** Whether an opening tag ends an item that is still open. */
export const endsItem = (name: string, item: string): boolean => ENDED_BY.get(item)!.has(name)

/** Whether an element holds items, which end with it. */
export const holdsItems = (name: string): boolean => LISTS.has(name)
