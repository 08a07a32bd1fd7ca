import { execFileSync, spawnSync } from 'node:child_process'

/**
 * Installs Debian packages that are missing, where that is possible: on Debian and its children, as root or with
 * passwordless sudo. Says in one line what it did, or why it could not.
 *
 * @returns whether all of them are there now
 */
export function installDebianPackages(packages: string[]): boolean {
  const missing = packages.filter((name) => !isInstalled(name))
  if (missing.length === 0) return true
  const list = missing.join(' ')
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (!has('apt-get') || (prefix.length > 0 && spawnSync('sudo', ['-n', 'true']).status !== 0)) {
    console.log(`Not installed: ${list}. On Debian or Ubuntu: sudo apt-get install ${list}`)
    return false
  }
  console.log(`Installing Debian packages: ${list}`)
  const run = (...args: string[]) => {
    const [command, ...rest] = [
      ...prefix,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      ...args,
    ]
    execFileSync(command!, rest, { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  try {
    run('update', '-q')
    run('install', '-qy', '--no-install-recommends', ...missing)
  } catch {
    console.log(`apt-get could not install ${list}.`)
  }
  return missing.every(isInstalled)
}

function isInstalled(name: string): boolean {
  const { stdout } = spawnSync('dpkg', ['-s', name], { encoding: 'utf8' })
  return stdout?.includes('Status: install ok installed') ?? false
}

function has(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}
