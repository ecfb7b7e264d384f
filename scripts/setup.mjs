import { join } from 'node:path';
import { ensureCompiled, PACKAGE, PROGRAMS } from './setup/compile.mjs';
import { ensureDependencies as installMissing } from './setup/dependencies.mjs';
import { ScriptFailure } from './setup/failure.mjs';
import { requireNode } from './setup/node-version.mjs';
import { ROOT } from './setup/root.mjs';
import { runNode } from './setup/run.mjs';
import { webStands } from './setup/web.mjs';

/** Installs what is missing; after this, packages can be imported. */
export function ensureDependencies() {
  requireNode();
  installMissing(ROOT);
}

/** Compiles `src` into `dist` and bundles the dashboard into `dist/web`, where they changed. */
export function ensureBuild() {
  ensureDependencies();
  ensureCompiled(ROOT, PACKAGE);
  if (webStands(ROOT)) return;
  // In a process of its own, since Vite builds asynchronously and those who want a build wait for it.
  const { status } = runNode(ROOT, [join(ROOT, 'scripts/build-web.mjs')]);
  if (status !== 0) throw new ScriptFailure('The dashboard was not built; see above.', status);
}

/** Compiles the benchmarks and examples into `.bench/build`, if they changed, and the package. */
export function ensurePrograms() {
  ensureBuild();
  ensureCompiled(ROOT, PROGRAMS);
}
