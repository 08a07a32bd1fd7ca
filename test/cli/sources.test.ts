import { expect, test } from 'vitest'
import { findSources } from '../../src/cli/sources.ts'
import { createFolder } from './run-cli.ts'

function blog() {
  const folder = createFolder()
  const names = 'b.md a.md A.markdown x/[slug].md x/logo.png x/.hidden.md node_modules/p/README.md'
  for (const name of names.split(' ')) folder.write(name, 'Hi')
  const find = async (...given: string[]) =>
    (await findSources(given, { from: folder.path, root: folder.path })).map(({ path }) => path)
  return { folder, find }
}

test('a glob finds the markdown files, sorted, dependencies and hidden files left out', async () => {
  const { find } = blog()
  expect(await find('**/*')).toEqual(['A.markdown', 'a.md', 'b.md', 'x/[slug].md'])
})

test('a file that exists is taken by its name, brackets and extension notwithstanding', async () => {
  const { find } = blog()
  expect(await find('x/[slug].md', './a.md', 'x/logo.png', 'a.md')).toEqual([
    'a.md',
    'x/[slug].md',
    'x/logo.png',
  ])
})

test('an exclamation mark leaves files out', async () => {
  const { find } = blog()
  expect(await find('**/*.md', '!x/**')).toEqual(['a.md', 'b.md'])
})

test('a file that is named counts as named also when a glob finds it', async () => {
  const { folder } = blog()
  const folders = { from: folder.path, root: folder.path }
  for (const given of [
    ['*.md', 'a.md'],
    ['a.md', '*.md'],
  ]) {
    const found = await findSources(given, folders)
    expect(found.filter(({ explicit }) => explicit).map(({ path }) => path)).toEqual(['a.md'])
  }
})

test('paths come back relative to the root, wherever they were given', async () => {
  const { folder } = blog()
  const found = await findSources(['*.md'], { from: `${folder.path}/x`, root: folder.path })
  expect(found).toEqual([{ path: 'x/[slug].md', explicit: false }])
  expect(await findSources(['a.md'], { from: folder.path, root: `${folder.path}/x` })).toEqual([
    { path: '../a.md', explicit: true },
  ])
})

test('what cannot be found is refused with the way out', async () => {
  const { find, folder } = blog()
  await expect(find('c.md')).rejects.toThrow(`There is no file c.md in ${folder.path}.`)
  await expect(find('c*.md')).rejects.toThrow('matches "c*.md"')
  await expect(find('**/*.png')).rejects.toThrow('name the others one by one')
  await expect(find('x/')).rejects.toThrow(
    'x/ is a folder. To translate the documents in it, write "x/**/*.md" (with the quotes).',
  )
  await expect(find('/dev/null')).rejects.toThrow('/dev/null is not a file.')
})
