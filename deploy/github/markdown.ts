/** A table; the columns of the last list are aligned to the right. */
export function table(head: string[], rows: (string | number)[][], right: number[] = []): string {
  const rule = head.map((_, column) => (right.includes(column) ? '--:' : '---'))
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)),
  )
  return [head, rule, ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** Any text as plain text in a cell: it may come from a document of a stranger. Whitespace is collapsed. */
export function plain(text: string, limit = 300): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const cut = line.length > limit ? `${line.slice(0, limit - 1)}…` : line
  return cut.replaceAll(/[\\`*_{}[\]<>()#+!|~$@&:]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
