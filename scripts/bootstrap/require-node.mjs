/** The oldest Node that NixFlow is tested on; package.json says the same to npm. */
const floor = { major: 20, minor: 20 };

/**
 * End the process with one sentence if this Node is too old.
 *
 * @param {(text: string) => void} say
 */
export function requireNode(say) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > floor.major || (major === floor.major && minor >= floor.minor)) return;
  say(
    `NixFlow needs Node ${floor.major}.${floor.minor} or newer, this is ${process.versions.node} (${process.execPath}). ` +
      'Install Node 24 from https://nodejs.org, or with a version manager: nvm install 24',
  );
  process.exit(1);
}
