import { checkFloors } from './floors/check.mjs';
import { checkWeb } from './floors/web.mjs';
import { script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';
import { readSources } from './source/tree.mjs';
import { conclude } from './source/violation.mjs';

/** Parses every import of `src` and of `web`; fails on an upward edge, a cycle, or what a room must not know. */
await script(() => {
  const rooms = checkFloors(readSources(ROOT, ['src']));
  const web = checkWeb(readSources(ROOT, ['web/src']));
  return conclude(
    [...rooms.violations, ...web.violations],
    `${rooms.files + web.files} files, ${rooms.edges + web.edges} edges`,
  );
});
