export { CHECKS, type CheckName } from './checks/index.ts'
export { type Config, defineConfig, type LoadedConfig, loadConfig } from './config.ts'
export { PolyglotError, type PolyglotErrorCode } from './errors.ts'
export { parseLocale } from './locales.ts'
export { DEFAULT_FRONTMATTER } from './markdown/frontmatter.ts'
export {
  DEFAULT_OPTIONS,
  type Options,
  type ResolvedOptions,
  type TranslatorOption,
} from './options.ts'
export type { Output, PluginOptions } from './plugin-options.ts'
export { createPolyglot, type Polyglot } from './polyglot.ts'
export {
  type ApertiumOptions,
  apertium,
  defineTranslator,
  type HttpOptions,
  http,
  pseudo,
  type SagemakerOptions,
  sagemaker,
  type TranslatorDefinition,
} from './translators/index.ts'
export type * from './types.ts'
