import { ScriptFailure } from './failure.mjs';

/** The first release of Node on which everything here runs: [major, minor]. */
const OLDEST = [20, 19];

/**
 * Throws `ScriptFailure` when this Node is older than 20.19.
 *
 * @param {string} [version] As `process.versions.node` writes it.
 */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new ScriptFailure(
    `Outcross needs Node ${OLDEST.join('.')} or newer, and this is Node ${version}. Install a newer one from https://nodejs.org.`,
  );
}
