/// <reference path="../client.d.ts" />
// Nothing runs here: the type check compiles it.
import spanish from './fixtures/vite/posts/bread.md?lang=es'
import raw from './fixtures/vite/posts/bread.md?lang=pt&raw'
import alsoSpanish from './fixtures/vite/posts/bread.md?lang=spa'
// @ts-expect-error a language that no table has
import nobodys from './fixtures/vite/posts/bread.md?lang=xx'
import chinese from './fixtures/vite/posts/bread.md?lang=zh-Hant'
import malay from './fixtures/vite/posts/bread.md?lang=zlm'

// @ts-expect-error it is text, and not just anything
const wrong: number = spanish

export const texts: string[] = [spanish, alsoSpanish, raw, malay, chinese]
export { nobodys, wrong }
