/** Markdown in another language, as a string: `/// <reference types="unplugin-polyglot/client" />` */
declare module '*.md?lang=spa' {
  const markdown: string
  export default markdown
}
