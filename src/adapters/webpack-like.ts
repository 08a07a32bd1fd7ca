import type { UnpluginBuildContext } from 'unplugin'
import { canBeLive } from '../progress-line.ts'
import { MARKDOWN_FILE, MARKDOWN_IN_LANGUAGE, readId } from './ids.ts'
import type { Service } from './service.ts'

/** What webpack's compiler and Rspack's have in common, as far as it is used here. */
interface Compiler {
  context: string
  options: { module: { rules: unknown[] }; output: { assetModuleFilename?: Filename } }
  getInfrastructureLogger(name: string): Logger
}

/** The compiler's own way to print, which knows its `infrastructureLogging`. */
interface Logger {
  info(line: string): void
  warn(line: string): void
  /** A line that is drawn anew; without one it is taken away. */
  status(line?: string): void
}

/** What `output.assetModuleFilename` may be. */
type Filename = string | ((place: Place, ...more: unknown[]) => string)

/** What a name of a file is made of. */
interface Place {
  /** The request, with its query. */
  filename?: string
}

/** Makes ready what webpack and Rspack need beside the hooks. */
export function setUpCompiler(given: unknown, service: Service): void {
  const { context, options, getInfrastructureLogger } = given as Compiler
  const logger = getInfrastructureLogger.call(given, 'unplugin-polyglot')
  service.configure({
    root: context,
    info: (line) => logger.info(line),
    warn: (line) => logger.warn(line),
    live: canBeLive(process.stderr)
      ? { show: (line) => logger.status(line), clear: () => logger.status() }
      : undefined,
  })
  options.module.rules.push(...typeRules(options.output.assetModuleFilename))
}

/** A project may have made every `.md` an asset. The last rule decides, so these say what ours are, and no more. */
function typeRules(filename?: Filename): object[] {
  const rule = (url: boolean, type: string) => ({
    test: MARKDOWN_FILE,
    resourceQuery: (query: string) =>
      MARKDOWN_IN_LANGUAGE.test(`.md${query}`) && (readId(query).shape === 'url') === url,
    type,
  })
  const generator = { filename: inLanguage(filename) }
  return [rule(false, 'javascript/auto'), { ...rule(true, 'asset/resource'), generator }]
}

/** The project's own pattern, with the language in front of the ending: two languages of one file must not get one name. */
function inLanguage(filename: Filename = '[hash][ext]'): Filename {
  return (place, ...more) => {
    const pattern = typeof filename === 'string' ? filename : filename(place, ...more)
    const { lang } = readId(place.filename ?? '')
    return pattern.replace('[query]', '').replace('[ext]', `.${lang}[ext]`)
  }
}

/** Whether a loader that is not unplugin's will get what our hook returns. */
export function hasOtherLoaders(hook: object): boolean {
  const native = (hook as UnpluginBuildContext).getNativeBuildContext?.()
  if (native?.framework !== 'webpack' && native?.framework !== 'rspack') return false
  const loaders: { path: string }[] = native.loaderContext?.loaders ?? []
  return loaders.some(({ path }) => !/[\\/]unplugin[\\/]dist[\\/]/.test(path))
}
