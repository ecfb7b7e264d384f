import { spawnSync } from 'node:child_process';
import { ScriptFailure, script } from './setup/failure.mjs';
import { findChromium, HOW_TO_GET_CHROMIUM } from './setup/find-chromium.mjs';

/** `node scripts/chromium.mjs`: installs the browser that the tests of the dashboard run in, where Debian's packages can be had. */
await script(() => {
  const found = findChromium(process.env);
  if (found !== undefined) {
    console.log(`There is a browser: ${found}.`);
    return 0;
  }
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', 'chromium', 'fonts-liberation']);
  const installed = findChromium(process.env);
  if (installed === undefined) throw new ScriptFailure(`apt-get brought no chromium. ${HOW_TO_GET_CHROMIUM}`);
  console.log(`Installed ${installed}.`);
  return 0;
});

/** @param {string[]} args */
function apt(args) {
  const { status, error } = spawnSync('apt-get', args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status === 0) return;
  throw new ScriptFailure(
    `apt-get ${args[0]} failed${error === undefined ? '' : `: ${error.message}`}. ${HOW_TO_GET_CHROMIUM}`,
  );
}
