import { firstOf, flankOf, lastOf } from './flanking.ts'
import type { Range } from './inline.ts'
import { isAttention, type Output } from './output.ts'

/** A run of one mark in a text between pairs, and what it could do if it were not escaped. */
interface Run extends Range {
  text: Output
  mark: string
  opens: boolean
  closes: boolean
}

const MARKS = /([*_~])\1*/g
/** Left out words, where nothing makes a link, image or definition of the brackets. */
const OMISSION = /(?<=^|[\s("“„«])\[(?:…|\.\.\.)\](?=$|[\s.,;?!)"”“»])/g
const ANY = /[*_~]|\[(?:…|\.\.\.)\]/

/**
 * Takes marks that can be nothing but themselves out of the text, so that they are written without a backslash:
 * the star of `Preis*`, `2 * 3`, `~5`, `[…]`.
 */
export function bareMarks(nodes: Output[]): Output[] {
  if (!nodes.some((node) => node.type === 'text' && ANY.test(node.value))) return nodes
  const bare = Map.groupBy([...harmless(nodes), ...omissions(nodes)], ({ text }) => text)
  return nodes.flatMap((node) => {
    const runs = bare.get(node)
    return runs && node.type === 'text' ? cutOut(node.value, runs) : [node]
  })
}

function cutOut(text: string, ranges: Range[]): Output[] {
  const result: Output[] = []
  let done = 0
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (start > done) result.push({ type: 'text', value: text.slice(done, start) })
    result.push({ type: 'raw', value: text.slice(start, end) })
    done = end
  }
  if (done < text.length) result.push({ type: 'text', value: text.slice(done) })
  return result
}

/** Runs that can neither open nor close emphasis, and those of a mark that find none to make a pair with. */
function harmless(nodes: Output[]): Run[] {
  const runs = nodes.flatMap((_, index) => runsIn(nodes, index))
  return [...Map.groupBy(runs, ({ mark }) => mark)].flatMap(([mark, all]) => {
    const firstOpener = all.findIndex(({ opens }) => opens)
    const lastCloser = all.findLastIndex(({ closes }) => closes)
    // A mark that opens could also be closed by emphasis behind it.
    const pairs =
      isInForeign(nodes, mark) ||
      (firstOpener >= 0 && (firstOpener < lastCloser || holdsPairs(nodes, mark)))
    return pairs ? all.filter(({ opens, closes }) => !opens && !closes) : all
  })
}

/** Syntax of other programs: to a parser that does not know it, the marks in it are marks. */
const FOREIGN = /^(?:[${%:]|!?\[\[)/

const isInForeign = (nodes: Output[], mark: string) =>
  nodes.some((node) => node.type === 'raw' && FOREIGN.test(node.value) && node.value.includes(mark))

function holdsPairs(nodes: Output[], mark: string): boolean {
  return nodes.some((node) => {
    if (!('children' in node)) return false
    const same = isAttention(node) && (node.type === 'delete') === (mark === '~')
    return same || holdsPairs(node.children, mark)
  })
}

function runsIn(nodes: Output[], index: number): Run[] {
  const text = nodes[index]!
  if (text.type !== 'text') return []
  const { value } = text
  const result: Run[] = []
  for (const match of value.matchAll(MARKS)) {
    const [run, mark] = match as unknown as [string, string]
    const [start, end] = [match.index, match.index + run.length]
    const [before, after] = [lastOf(value.slice(0, start)), firstOf(value.slice(end))]
    const startsLine = !neighbour(nodes[index - 1]) && value.slice(0, start).trim() === ''
    // What starts a line may start a list, rule or fence; what touches a pair may become part of its marks.
    if (startsLine && (!after || /[\s[]/.test(after) || run.length > 2)) continue
    if (neighbour(nodes[index - 1]) && start <= (before?.length ?? 0)) continue
    if (neighbour(nodes[index + 1]) && end + (after?.length ?? 0) >= value.length) continue
    result.push({ text, start, end, mark: mark!, ...powersOf(mark!, before, after) })
  }
  return result
}

const neighbour = (node: Output | undefined) => node !== undefined && node.type !== 'break'

/** Beside a symbol or another mark parsers differ, micromark from the specification, too. */
const UNSURE = /[*_~]/

/** https://spec.commonmark.org/0.31.2/#can-open-emphasis, with `~` as `*`, and in doubt everything. */
function powersOf(mark: string, before = ' ', after = ' '): Pick<Run, 'opens' | 'closes'> {
  const [left, right] = [flankOf(before), flankOf(after)]
  if (UNSURE.test(before + after) || left === 'symbol' || right === 'symbol') {
    return { opens: true, closes: true }
  }
  const opens = right === 'letter' || (right === 'punctuation' && left !== 'letter')
  const closes = left === 'letter' || (left === 'punctuation' && right !== 'letter')
  if (mark !== '_') return { opens, closes }
  return {
    opens: opens && (!closes || left === 'punctuation'),
    closes: closes && (!opens || right === 'punctuation'),
  }
}

function omissions(nodes: Output[]): (Range & { text: Output })[] {
  return nodes.flatMap((text, index) => {
    if (text.type !== 'text') return []
    return [...text.value.matchAll(OMISSION)].flatMap((match) => {
      const [start, end] = [match.index, match.index + match[0].length]
      const touches =
        (start === 0 && neighbour(nodes[index - 1])) ||
        (end === text.value.length && neighbour(nodes[index + 1]))
      return touches ? [] : [{ text, start, end }]
    })
  })
}
