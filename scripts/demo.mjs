import { join } from 'node:path';
import { PROGRAMS } from './setup/compile.mjs';
import { script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';
import { runNode } from './setup/run.mjs';
import { ensurePrograms } from './setup.mjs';

/** `npm run demo`: what is missing, a build, and examples/demo on real text. */
await script(() => {
  ensurePrograms();
  return runNode(ROOT, [join(PROGRAMS.output, 'examples', 'demo', 'main.js'), ...process.argv.slice(2)])
    .status;
});
