// The one script that runs on any Node, so that an old one is told in a sentence: the others are TypeScript.
const [major, minor] = process.versions.node.split('.').map(Number)
const isOld = major < 22 || (major === 22 && minor < 19) || (major === 24 && minor < 11)
if (isOld || major === 23) {
  console.log(
    `::error title=polyglot::This is Node ${process.versions.node}; polyglot needs 22.19 or newer, or 24.11 or newer. ` +
      'Set the input node-version, for example to 24.',
  )
  process.exitCode = 1
}
