import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Finding } from '../types.ts'
import type { Changes, Manifest } from './manifest.ts'

/** Translations whose document is gone. Those that are gone too leave the manifest. */
export function orphans(root: string, manifest: Manifest, changes: Changes): Finding[] {
  const findings: Finding[] = []
  for (const [output, { source, locale }] of manifest) {
    if (existsSync(resolve(root, source))) continue
    if (!existsSync(resolve(root, output))) {
      changes.set(output, undefined)
      continue
    }
    findings.push({
      severity: 'warning',
      check: 'orphan',
      file: source,
      locale,
      message: `The document is gone, but its translation ${output} is still there. Delete the file if it is no longer wanted.`,
    })
  }
  return findings
}
