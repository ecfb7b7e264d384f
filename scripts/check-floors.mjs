import { checkFloors } from './floors/check.mjs';
import { script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';
import { readSources } from './source/tree.mjs';
import { conclude } from './source/violation.mjs';

/** Parses every import of `src`; fails on an upward edge, a cycle, or what a room must not know. */
await script(() => {
  const { violations, files, edges } = checkFloors(readSources(ROOT, ['src']));
  return conclude(violations, `${files} files, ${edges} edges`);
});
