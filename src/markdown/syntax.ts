import type { Literal, Parent, PhrasingContent } from 'mdast'

/**
 * Constructs beyond CommonMark, GFM and front matter: `true` reads them everywhere, `false` nowhere.
 * Left out, a construct is read where its marks cannot mean anything else; `mdx` then goes by the name of the file.
 */
export interface Syntax {
  /** MDX: imports, exports, `{expressions}` and JSX. @default files named `.mdx` */
  mdx?: boolean
  /** Nuxt MDC: `::component{…}` with `---` props and `#slots`, `:inline`. @default documents with a `::name` line */
  components?: boolean
  /** `:::name[Title]{…}`, `:::tip Title`, `::leaf[…]`, `:text[…]{…}`. @default on */
  directives?: boolean
  /** `$$ … $$` and, if it looks like TeX, `$…$`; `true` takes every `$…$` that Pandoc takes. @default on */
  math?: boolean
  /** `[[page]]`, `[[page|words]]`, `![[embed]]`. @default on */
  wikilinks?: boolean
  /** Obsidian's `%% … %%`. @default on */
  comments?: boolean
  /** `{{ … }}`, `{% … %}`, `{{< … >}}`, `{{% … %}}` of Vue, Liquid and Hugo. @default on */
  templates?: boolean
  /** `:smile:`. @default on */
  emoji?: boolean
  /** `{#id}`, `{.class}`, `{: …}`, `{width=50%}`, `[span]{…}`. @default on */
  attributes?: boolean
  /** `Term` and below it `: What it means`. @default on */
  definitionLists?: boolean
  /** `*[HTML]: Hypertext Markup Language`. @default on */
  abbreviations?: boolean
  /** Text, alternatives and titles inside of HTML blocks. @default on */
  html?: boolean
}

/** Every construct; the type makes a missing or surplus one a compile error. */
export const SYNTAX: Record<keyof Syntax, true> = {
  mdx: true,
  components: true,
  directives: true,
  math: true,
  wikilinks: true,
  comments: true,
  templates: true,
  emoji: true,
  attributes: true,
  definitionLists: true,
  abbreviations: true,
  html: true,
}

/** Inline syntax of another program, kept byte for byte; `value` is the whole of it, delimiters included. */
export interface Verbatim extends Literal {
  type: 'verbatim'
  kind: 'template' | 'comment' | 'math' | 'emoji' | 'attributes' | 'wikilink' | 'component'
}

/**
 * Inline content between two delimiters of another program: `:name[` … `]{…}`, `[` … `]{.class}`, `[[page|` … `]]`.
 * The opening delimiter reaches from the start of the node to its first child, the closing one from its last child to its end.
 */
export interface Wrapped extends Parent {
  type: 'wrapped'
  kind: 'directive' | 'span' | 'wikilink'
  children: PhrasingContent[]
}

/**
 * A line (or lines) that is no prose but a mark: `:::tip Title`, `::card{icon=x}` with its props, `#slot`, `:::`,
 * `{% if x %}`, `*[HTML]: …`. Its children are what a reader sees of it, such as the title; they may be none.
 * All bytes outside of the children are the mark.
 */
export interface Marker extends Parent {
  type: 'marker'
  kind:
    | 'directive'
    | 'component'
    | 'slot'
    | 'template'
    | 'comment'
    | 'math'
    | 'attributes'
    | 'abbreviation'
  children: PhrasingContent[]
}

declare module 'mdast' {
  interface PhrasingContentMap {
    verbatim: Verbatim
    wrapped: Wrapped
  }
  interface BlockContentMap {
    marker: Marker
  }
  interface RootContentMap {
    verbatim: Verbatim
    wrapped: Wrapped
    marker: Marker
  }
}
