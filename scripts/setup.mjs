import { ensureCompiled, PACKAGE, PROGRAMS } from './setup/compile.mjs';
import { ensureDependencies as installMissing } from './setup/dependencies.mjs';
import { requireNode } from './setup/node-version.mjs';
import { ROOT } from './setup/root.mjs';

/** Installs what is missing; after this, packages can be imported. */
export function ensureDependencies() {
  requireNode();
  installMissing(ROOT);
}

/** Compiles `src` into `dist`, if it changed. */
export function ensureBuild() {
  ensureDependencies();
  ensureCompiled(ROOT, PACKAGE);
}

/** Compiles the benchmarks and examples into `.bench/build`, if they changed, and the package. */
export function ensurePrograms() {
  ensureBuild();
  ensureCompiled(ROOT, PROGRAMS);
}
